using System.CommandLine;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The options that say which methods are tested, and how.</summary>
internal sealed class EvaluationOptionsGroup
{
    private const string Every = "all";

    private readonly Option<string[]> _methods = new("--method")
    {
        Description = "An attribution method to test; may be given several times, and 'all' tests every one that is defined for the model.",
        HelpName = "NAME",
    };

    private readonly Option<string[]> _options = new("--option") { Description = "A setting of a method.", HelpName = "METHOD.KEY=VALUE" };

    private readonly Option<string> _removal = new("--removal")
    {
        Description = "What becomes of a position that is taken away: delete, mask or pad.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "pad",
    };

    private readonly Option<int?> _sensitivity = WholeNumberOption.Create(
        "--sensitivity", "N", 1, 1000, "Measure how much scores change under noise, with so many noisy copies of each input; 10 is usual.");

    private readonly Option<bool> _randomise = new("--randomise") { Description = "Measure whether scores change when the model's weights are random." };
    private readonly Option<ulong?> _seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides random orders, removals, noise and weights; by default 0.");
    private readonly ObjectiveOption _objective = new();
    private readonly BaselineOption _baseline = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_methods);
        command.Options.Add(_options);
        command.Options.Add(_removal);
        command.Options.Add(_sensitivity);
        command.Options.Add(_randomise);
        command.Options.Add(_seed);
        _objective.AddTo(command);
        _baseline.AddTo(command);
    }

    /// <summary>What is tested, but for the model and its examples.</summary>
    public ChosenTests Read(ParseResult parsed, LensHost host)
    {
        string[] names = parsed.GetValue(_methods) ?? [];
        ChosenTests tests = new()
        {
            Methods =
            [
                .. host.AttributionSelections(names, KeyValues.Read(parsed.GetValue(_options), "--option", "METHOD.KEY=VALUE"))
                    .Select(selection => (selection.Method, selection.Options)),
            ],
            LeavesOutUnfit = names is [Every],
            Removal = ModeOf(parsed.GetRequiredValue(_removal)),
            SensitivitySamples = parsed.GetValue(_sensitivity) ?? 0,
            Randomises = parsed.GetValue(_randomise),
            Rules = [.. host.PropagationRules.Select(part => part.Create())],
            Objective = _objective.Read(parsed),
            Baseline = _baseline.Read(parsed),
            Seed = parsed.GetValue(_seed) ?? 0,
        };
        return !tests.Methods.IsEmpty || (tests.SensitivitySamples == 0 && !tests.Randomises)
            ? tests
            : throw new LensInputException($"{(tests.Randomises ? _randomise.Name : _sensitivity.Name)} was given without --method; expected the methods to test.");
    }

    private static RemovalMode ModeOf(string name) => name switch
    {
        "delete" => RemovalMode.Delete,
        "mask" => RemovalMode.Mask,
        "pad" => RemovalMode.Pad,
        _ => throw new LensInputException($"--removal is '{name}'; expected delete, mask or pad."),
    };
}
