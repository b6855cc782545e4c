using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The options that say which attributions a report shows.</summary>
internal sealed class AttributionOptionsGroup
{
    private readonly Option<string[]> _methods = new("--attribute")
    {
        Description = "An attribution method to show and to test; may be given several times, and 'all' stands for every one.",
        HelpName = "METHOD",
    };

    private readonly Option<string[]> _options = new("--attribution-option") { Description = "A setting of a method.", HelpName = "METHOD.KEY=VALUE" };

    private readonly Option<int?> _examples = WholeNumberOption.Create("--attribute-examples", "N", 1, 10_000, "How many examples are explained, from the first; by default 8.");

    private readonly ObjectiveOption _objective = new();

    private readonly BaselineOption _baseline = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_methods);
        command.Options.Add(_options);
        command.Options.Add(_examples);
        _objective.AddTo(command);
        _baseline.AddTo(command);
    }

    public ReportAttributions Read(ParseResult parsed, LensHost host)
    {
        ReportAttributions attributions = new()
        {
            Methods = host.AttributionSelections(
                parsed.GetValue(_methods) ?? [], KeyValues.Read(parsed.GetValue(_options), "--attribution-option", "METHOD.KEY=VALUE")),
            Objective = _objective.Read(parsed),
            Baseline = _baseline.Read(parsed),
            Rules = [.. host.PropagationRules.Select(part => part.Create())],
            OpenTensors = SafetensorsTensors.Open,
        };
        return parsed.GetValue(_examples) is { } examples ? attributions with { MaxExamples = examples } : attributions;
    }
}
