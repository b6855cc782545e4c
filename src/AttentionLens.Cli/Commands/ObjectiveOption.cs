using System.CommandLine;
using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>The options that say which scalar is differentiated.</summary>
internal sealed class ObjectiveOption
{
    private const string Contrast = "logit-difference";

    private readonly Option<string> _objective = new("--objective")
    {
        Description = "What is explained: logit, probability, log-probability, continuation, loss, logit-difference:A,B, or logit-difference (target less wrong_target of each input).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "logit",
    };

    private readonly Option<int?> _target = WholeNumberOption.Create(
        "--target", "N", 0, int.MaxValue, "The class; by default the input's own, or the predicted one.");

    private readonly Option<int?> _position = WholeNumberOption.Create(
        "--position", "P", 0, int.MaxValue, "For models with logits at each position: the position; by default the input's own, or the last.");

    public void AddTo(Command command)
    {
        command.Options.Add(_objective);
        command.Options.Add(_target);
        command.Options.Add(_position);
    }

    public Objective Read(ParseResult parsed)
    {
        string name = parsed.GetRequiredValue(_objective);
        int? target = parsed.GetValue(_target);
        Objective objective = name switch
        {
            "logit" => new LogitObjective(target),
            "probability" => new ProbabilityObjective(target),
            "log-probability" => new LogProbabilityObjective(target),
            "continuation" => new ContinuationObjective(),
            "loss" => new LossObjective(),
            Contrast => new ContrastObjective(target),
            _ when name.StartsWith($"{Contrast}:", StringComparison.Ordinal) => Difference(name),
            _ => throw new LensInputException(
                $"--objective is '{name}'; expected logit, probability, log-probability, continuation, loss, logit-difference or logit-difference:A,B."),
        };
        return objective with { Position = parsed.GetValue(_position) };
    }

    private static LogitDifferenceObjective Difference(string name)
    {
        string[] classes = name[(Contrast.Length + 1)..].Split(',');
        return classes.Length == 2
            && int.TryParse(classes[0], NumberStyles.None, CultureInfo.InvariantCulture, out int positive)
            && int.TryParse(classes[1], NumberStyles.None, CultureInfo.InvariantCulture, out int negative)
            ? new LogitDifferenceObjective(positive, negative)
            : throw new LensInputException($"--objective is '{name}'; expected two classes, for instance logit-difference:1,0.");
    }
}
