using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary><c>--show</c>: what a command draws, in the terminal too.</summary>
internal sealed class ShowOption
{
    private readonly Option<bool> _show;
    private readonly ThemeOption _theme;
    private readonly bool _hasOwnTheme;

    /// <param name="what">What is shown, for the help.</param>
    /// <param name="theme">The ground of the command's pictures, or null where it has none; the screen's is then an option of its own.</param>
    public ShowOption(string what, ThemeOption? theme = null)
    {
        _show = new Option<bool>("--show") { Description = $"Show {what} in the terminal." };
        _theme = theme ?? new ThemeOption();
        _hasOwnTheme = theme is null;
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_show);
        if (_hasOwnTheme)
        {
            _theme.AddTo(command);
        }
    }

    /// <summary>Refuses a command line that neither shows nor writes.</summary>
    public void DemandBeside(Option output, Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(output) is null && !result.GetValue(_show))
        {
            result.AddError($"Neither '{output.Name}' nor '{_show.Name}' was given; say where results go.");
        }
    });

    /// <summary>The screen, or null where nothing is to be shown.</summary>
    public ReportScreen? Screen(ParseResult parsed, Session session) =>
        parsed.GetValue(_show) ? ReportScreen.On(session, _theme.Read(parsed)) : null;

    /// <summary>A screen that plays films where somebody sits at a terminal, or null where nothing is to be shown.</summary>
    /// <param name="parsed">The arguments.</param>
    /// <param name="session">The command.</param>
    /// <param name="perFrame">How long each frame of a film stands.</param>
    /// <param name="cancellationToken">Ends films.</param>
    public ReportScreen? ScreenWithFilms(ParseResult parsed, Session session, TimeSpan perFrame, CancellationToken cancellationToken) =>
        parsed.GetValue(_show) ? ReportScreen.On(session, _theme.Read(parsed), perFrame, cancellationToken) : null;
}
