using System.Text.RegularExpressions;
using AttentionLens.Hosting;
using AttentionLens.Rendering;
using Spectre.Console;

namespace AttentionLens.Cli.Tests.Show;

/// <summary>What a terminal of a width would get.</summary>
internal static partial class CapturedScreen
{
    public static string Of(Artefact artefact, int width = 80, bool hasColors = false) => Of(width, hasColors, screen => screen.Write(artefact));

    public static string Of(AnalysisReport report, int width = 80, bool hasColors = false) => Of(width, hasColors, screen => screen.Write(report));

    public static string WithoutColors(string text) => Colors().Replace(text, string.Empty);

    private static string Of(int width, bool hasColors, Action<ReportScreen> write)
    {
        using StringWriter output = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = hasColors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = hasColors ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = width;
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Of<RenderingPlugin>()] });
        write(new ReportScreen(host, new Screen(console, RenderTheme.Dark)));
        return output.ToString();
    }

    [GeneratedRegex("\u001B\\[[0-9;]*m")]
    private static partial Regex Colors();
}
