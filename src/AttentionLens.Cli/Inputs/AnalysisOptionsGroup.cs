using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The options that say which analyzers run, how findings count, and how figures are drawn.</summary>
internal sealed class AnalysisOptionsGroup
{
    private readonly Option<string[]> _analyzers = new("--analyzer")
    {
        Description = "An analyzer to run, by name or pattern; may be given several times. By default all that need no more than the shared pass.",
        HelpName = "GLOB",
    };

    private readonly Option<string[]> _options = new("--option") { Description = "A setting of an analyzer.", HelpName = "ANALYZER.KEY=VALUE" };

    private readonly Option<string[]> _severities = new("--severity") { Description = "Replace the severity of a rule.", HelpName = "RULE=SEVERITY" };

    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description = "End with exit code 1 where a finding is at or above: note, warning or error.",
        HelpName = "SEVERITY",
    };

    private readonly PictureOptionsGroup _pictures = new("Write figures as png, pdf or apng too; may be given several times.");

    public void AddTo(Command command)
    {
        command.Options.Add(_analyzers);
        command.Options.Add(_options);
        command.Options.Add(_severities);
        command.Options.Add(_failOn);
        _pictures.AddTo(command);
    }

    public AnalysisSelection Selection(ParseResult parsed)
    {
        AnalysisSelection selection = new()
        {
            Options = [.. KeyValues.Read(parsed.GetValue(_options), "--option", "ANALYZER.KEY=VALUE")],
            Severities = KeyValues.Read(parsed.GetValue(_severities), "--severity", "RULE=SEVERITY")
                .ToImmutableDictionary(pair => pair.Key, pair => SeverityNames.Read(pair.Value, "--severity"), StringComparer.Ordinal),
        };
        return parsed.GetValue(_analyzers) is { Length: > 0 } analyzers ? selection with { Analyzers = [.. analyzers] } : selection;
    }

    public Severity? FailOn(ParseResult parsed) => parsed.GetValue(_failOn) is { } text ? SeverityNames.Read(text, "--fail-on") : null;

    /// <summary>The ground, of the screen too.</summary>
    public ThemeOption Theme => _pictures.Theme;

    public ReportFolder Folder(ParseResult parsed, LensHost host) =>
        new(host, _pictures.Formats(parsed), _pictures.Read(parsed), _pictures.Scale(parsed), _pictures.Rasterizer(parsed));
}
