using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace AttentionLens.Chromium;

/// <summary>Runs Chromium on one page, in a folder of its own that is gone afterwards.</summary>
internal static class ChromiumProcess
{
    private const string PageFile = "figure.html";
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The program, or null where none is on the path.</summary>
    public static string? Find() =>
        (from name in Names
         from folder in (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         let path = Path.Combine(folder, name)
         where Path.IsPathFullyQualified(path) && File.Exists(path)
         select path).FirstOrDefault();

    /// <summary>Shows a page and gives its picture: PNG, or else PDF.</summary>
    /// <exception cref="LensInputException">Chromium cannot be started, does not end, or writes nothing.</exception>
    public static byte[] Run(string program, DrawingPage page, bool asPng)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lens-chromium-");
        try
        {
            string file = Path.Combine(folder.FullName, PageFile);
            string picture = Path.Combine(folder.FullName, asPng ? "figure.png" : "figure.pdf");
            File.WriteAllText(file, page.Html);
            Start(program, folder.FullName, [.. Arguments(page, asPng, picture), "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), new Uri(file).AbsoluteUri]);
            return File.Exists(picture)
                ? File.ReadAllBytes(picture)
                : throw new LensInputException($"Chromium ended without a picture; try '{program} --headless --dump-dom about:blank', which has to print a page.");
        }
        finally
        {
            Discard(folder);
        }
    }

    private static IEnumerable<string> Arguments(DrawingPage page, bool asPng, string picture)
    {
        yield return "--headless";
        yield return "--disable-gpu";
        yield return "--hide-scrollbars";

        yield return "--mute-audio";
        yield return "--no-first-run";
        yield return "--no-default-browser-check";
        yield return "--disable-extensions";
        yield return "--disable-sync";
        yield return "--disable-background-networking";
        yield return "--disable-component-update";
        yield return "--disable-lcd-text";
        yield return "--font-render-hinting=none";
        yield return "--force-color-profile=srgb";
        yield return "--force-device-scale-factor=1";

        // The page forbids every load; where that should fail, no name is known and no way leads out.
        yield return "--host-resolver-rules=MAP * ~NOTFOUND";
        yield return "--proxy-server=127.0.0.1:9";
        if (Environment.IsPrivilegedProcess)
        {
            // Chromium refuses to start a sandbox for the superuser.
            yield return "--no-sandbox";
        }

        if (asPng)
        {
            // The window's frame, which is never drawn, would take its share of the height; without it the window is as large as the screen.
            yield return "--kiosk";
            yield return string.Create(CultureInfo.InvariantCulture, $"--screen-info={{{page.Width}x{page.Height}}}");
            yield return string.Create(CultureInfo.InvariantCulture, $"--window-size={page.Width},{page.Height}");
            yield return "--screenshot=" + picture;
        }
        else
        {
            yield return "--no-pdf-header-footer";
            yield return "--print-to-pdf=" + picture;
        }
    }

    private static void Start(string program, string folder, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TZ"] = "UTC";
        start.Environment["XDG_CONFIG_HOME"] = folder;
        start.Environment["XDG_CACHE_HOME"] = folder;
        try
        {
            using Process process = Process.Start(start) ?? throw new LensInputException($"Chromium at '{program}' cannot be started.");

            // What it says is read, so that it does not wait, and dropped: it complains of missing services that no picture needs.
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.StandardInput.Close();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                throw new LensInputException(string.Create(
                    CultureInfo.InvariantCulture, $"Chromium did not end within {Patience.TotalSeconds} seconds; choose a smaller picture, or the rasterizer librsvg."));
            }
        }
        catch (ExternalException exception)
        {
            throw new LensInputException($"Chromium at '{program}' cannot be started: {exception.Message}", exception);
        }
    }

    private static void Discard(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A child of the browser may still write for a moment; the folder of temporary files is emptied by the system.
        }
    }
}
