using System.Text.Json;
using AttentionLens.Rendering;
using Microsoft.Playwright;

namespace AttentionLens.Browser.Tests;

/// <summary>A report in a browser, and everything that it must not do.</summary>
internal sealed class OpenReport : IAsyncDisposable
{
    private const string Drawn = "() => !document.getElementById('explorer-model') || performance.getEntriesByName('explorer-drawn').length > 0";
    private readonly IBrowserContext _context;
    private readonly string _file;

    private OpenReport(IBrowserContext context, IPage page, string file)
    {
        (_context, Page, _file) = (context, page, file);
        page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => Complaints.Add($"error: {error}");
        page.Dialog += (_, dialog) => Complaints.Add($"dialog: {dialog.Message}");
        page.Request += (_, request) => Requests.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>What the console got, and what failed: nothing, if all is well. Chromium reports a breach of the page's policy here too.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Everything that was asked for: the file alone, if all is well.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The size of the page in bytes.</summary>
    public long Bytes => new FileInfo(_file).Length;

    public static async Task<OpenReport> Open(IBrowserContext context, AnalysisReport report, string fragment)
    {
        string file = Path.Combine(Path.GetTempPath(), $"attentionlens-{Path.GetRandomFileName()}.html");
        await using (FileStream destination = File.Create(file))
        {
            new HtmlReportRenderer().Render(report, [new SvgRenderer()], new RenderOptions(), destination);
        }

        OpenReport opened = new(context, await context.NewPageAsync(), file);
        await opened.Page.GotoAsync(new Uri(file).AbsoluteUri + fragment);
        await opened.Page.WaitForFunctionAsync(Drawn);
        return opened;
    }

    /// <summary>The parts of the fragment that links to the view.</summary>
    public async Task<Dictionary<string, string>> View()
    {
        await Settled();
        string text = await Page.EvaluateAsync<string>("() => JSON.stringify(Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? '')))");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
    }

    /// <summary>A canvas as the text of its picture, to compare with another moment.</summary>
    public async Task<string> Picture(string view)
    {
        await Settled();
        return await Page.EvaluateAsync<string>("id => document.getElementById(id).toDataURL()", $"explorer-{view}");
    }

    /// <summary>Waits until what was asked for has been drawn.</summary>
    public async Task Settled()
    {
        await Page.EvaluateAsync("() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 30))");
        await Page.WaitForFunctionAsync("() => document.querySelector('#explorer-views[aria-busy=\"true\"]') === null");
    }

    /// <summary>Ends with the check that holds for every test.</summary>
    public async Task Close()
    {
        await Settled();
        Assert.Empty(Complaints);
        Assert.All(Requests, url => Assert.StartsWith("file:", url, StringComparison.Ordinal));
        Assert.Single(Requests);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        File.Delete(_file);
    }
}
