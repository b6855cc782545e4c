using AttentionLens.Hosting;
using AttentionLens.Rendering;
using Spectre.Console;

namespace AttentionLens.Cli.Tests.Show;

/// <summary>Films where somebody sits at a terminal.</summary>
public sealed class FilmTests
{
    private static readonly SequenceFigure Film = new(
        new ArtefactId("a/film"),
        "Film",
        [.. Enumerable.Range(0, 3).Select(layer => new SequenceFrame($"layer {layer}", new TokenStripFigure(new ArtefactId("a/frame"), "Frame", ["the", "cat"], [layer, 1], ColorScale.Probability)))]);

    [Fact]
    public void Write_Film_PlaysEachFrameInOnePlaceAndLeavesTheSheet()
    {
        string shown = Shown(height: 50);

        Assert.Equal(3, Count(shown, "\u001B[3A\r\u001B[J"));
        int[] places = [.. Enumerable.Range(0, 3).Select(frame => shown.IndexOf($"layer {frame} ({frame + 1} of 3)", StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
        string sheet = shown[shown.LastIndexOf("\u001B[J", StringComparison.Ordinal)..];
        Assert.All(Enumerable.Range(0, 3), frame => Assert.Contains($"layer {frame} ", sheet, StringComparison.Ordinal));
        Assert.True(shown.LastIndexOf("\u001B[?25h", StringComparison.Ordinal) > shown.LastIndexOf("\u001B[?25l", StringComparison.Ordinal));
    }

    [Fact]
    public void Write_FramesHigherThanTheTerminal_AreNotPlayed() => Assert.DoesNotContain("\u001B[J", Shown(height: 3), StringComparison.Ordinal);

    [Fact]
    public void Write_WithoutAPlayer_MovesNothing() => Assert.DoesNotContain("of 3)", CapturedScreen.Of(Film, hasColors: true), StringComparison.Ordinal);

    [Fact]
    public void Write_CancelledFilm_EndsAndShowsTheCursorAgain()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        using StringWriter output = new();

        Assert.Throws<OperationCanceledException>(() => Write(output, 50, TimeSpan.FromHours(1), cancelled.Token));

        Assert.EndsWith("\u001B[?25h", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("layer 1", output.ToString(), StringComparison.Ordinal);
    }

    private static string Shown(int height)
    {
        using StringWriter output = new() { NewLine = "\n" };
        Write(output, height, TimeSpan.Zero, CancellationToken.None);
        return output.ToString();
    }

    private static void Write(StringWriter output, int height, TimeSpan perFrame, CancellationToken cancellationToken)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.TrueColor,
        });
        console.Profile.Width = 80;
        console.Profile.Height = height;
        Screen screen = new(console, RenderTheme.Dark) { Film = new FilmPlayer(console, RenderTheme.Dark, perFrame, cancellationToken) };
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Of<RenderingPlugin>()] });
        new ReportScreen(host, screen).Write(Film);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
