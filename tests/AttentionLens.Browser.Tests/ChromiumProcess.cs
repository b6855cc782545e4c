using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>The Chromium of the machine, started once for the tests of a class. Nothing is downloaded.</summary>
public sealed class ChromiumProcess : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why the tests cannot run here, or null.</summary>
    public static string? Missing =>
        Array.Exists(Places, File.Exists) ? null : $"Chromium was not found at {string.Join(" or ", Places)}; on Debian install the package chromium.";

    /// <summary>Starts the browser.</summary>
    public async Task InitializeAsync()
    {
        if (Missing is null)
        {
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
            {
                ExecutablePath = Array.Find(Places, File.Exists),
                Args = ["--no-sandbox", "--disable-gpu"],
            });
        }
    }

    /// <summary>Ends the browser.</summary>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a report from a file, as a person does.</summary>
    internal async Task<OpenReport> Open(AnalysisReport report, BrowserNewContextOptions? options = null, string fragment = "", bool hasScript = true)
    {
        options ??= new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } };
        options.JavaScriptEnabled = hasScript;
        IBrowserContext context = await _browser!.NewContextAsync(options);
        return await OpenReport.Open(context, report, fragment);
    }
}
