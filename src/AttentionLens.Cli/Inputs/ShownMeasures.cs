using System.Collections.Immutable;
using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary><c>--show</c> of <c>evaluate</c>: which measures the table has, and whether curves stand below it.</summary>
internal sealed class ShownMeasures
{
    /// <summary>The name that stands for the curves.</summary>
    public const string Curves = "curves";

    private readonly Option<string?> _show = new("--show")
    {
        Description = $"The measures that the table has, separated by commas, ranked by the first; '{Curves}' draws the methods' curves and bars below it in the terminal. "
            + $"Without names all of it; without --show all measures.",
        HelpName = "NAMES",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ThemeOption _theme = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_show);
        _theme.AddTo(command);
    }

    /// <summary>The measures; none for all.</summary>
    public ImmutableArray<string> Measures(ParseResult parsed) => [.. Names(parsed).Where(name => name != Curves)];

    /// <summary>The screen, or null where no curves are to be shown.</summary>
    public ReportScreen? Screen(ParseResult parsed, Session session) =>
        parsed.GetResult(_show) is { Tokens.Count: 0 } || Names(parsed).Contains(Curves) ? ReportScreen.On(session, _theme.Read(parsed)) : null;

    private string[] Names(ParseResult parsed) =>
        parsed.GetValue(_show)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
