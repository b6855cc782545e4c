using Spectre.Console;

namespace AttentionLens.Cli;

/// <summary>Plays frames one after the other in one place of a terminal where somebody sits, once, and leaves the place empty.</summary>
internal sealed class FilmPlayer
{
    private readonly IAnsiConsole _console;
    private readonly RenderTheme _theme;
    private readonly TimeSpan _perFrame;
    private readonly CancellationToken _cancellationToken;

    /// <param name="console">The terminal.</param>
    /// <param name="theme">The ground.</param>
    /// <param name="perFrame">How long each frame stands.</param>
    /// <param name="cancellationToken">Ends the film.</param>
    public FilmPlayer(IAnsiConsole console, RenderTheme theme, TimeSpan perFrame, CancellationToken cancellationToken) =>
        (_console, _theme, _perFrame, _cancellationToken) = (console, theme, perFrame, cancellationToken);

    /// <summary>Plays frames; those that are higher than the terminal have no place to move in, and are not played.</summary>
    /// <param name="count">How many frames there are.</param>
    /// <param name="write">Writes a frame.</param>
    /// <exception cref="OperationCanceledException">The film was ended.</exception>
    public void Play(int count, Action<Screen, int> write)
    {
        string[] frames = [.. Enumerable.Range(0, count).Select(frame => Drawn(frame, write))];
        if (frames.Length < 2 || frames.Any(frame => Lines(frame) >= _console.Profile.Height))
        {
            return;
        }

        TextWriter writer = _console.Profile.Out.Writer;
        _console.Cursor.Hide();
        try
        {
            foreach (string frame in frames)
            {
                writer.Write(frame);
                writer.Flush();
                _cancellationToken.WaitHandle.WaitOne(_perFrame);

                // Up to the first line of the frame, and everything from there on away.
                writer.Write(FormattableString.Invariant($"\u001B[{Lines(frame)}A\r\u001B[J"));
                _cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _console.Cursor.Show();
        }
    }

    private static int Lines(string frame) => frame.Count(letter => letter == '\n');

    private string Drawn(int frame, Action<Screen, int> write)
    {
        using StringWriter drawn = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(drawn),
            Ansi = AnsiSupport.Yes,
            ColorSystem = (ColorSystemSupport)_console.Profile.Capabilities.ColorSystem,
        });
        console.Profile.Width = _console.Profile.Width;
        write(new Screen(console, _theme), frame);
        return drawn.ToString();
    }
}
