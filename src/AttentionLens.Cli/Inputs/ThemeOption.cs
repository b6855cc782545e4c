using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary><c>--theme</c>: the ground that figures stand on.</summary>
internal sealed class ThemeOption
{
    private readonly Option<string?> _theme = new("--theme")
    {
        Description = "light or dark; by default light, and in the terminal the one that the terminal has, or dark where it does not say.",
        HelpName = "THEME",
    };

    public void AddTo(Command command) => command.Options.Add(_theme);

    /// <summary>The ground that was asked for, or null.</summary>
    /// <exception cref="LensInputException">There is no such ground.</exception>
    public RenderTheme? Read(ParseResult parsed) => parsed.GetValue(_theme) switch
    {
        null => null,
        "light" => RenderTheme.Light,
        "dark" => RenderTheme.Dark,
        string other => throw new LensInputException($"{_theme.Name} is '{other}'; expected light or dark."),
    };
}
