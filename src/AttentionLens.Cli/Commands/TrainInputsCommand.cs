using System.CommandLine;

namespace AttentionLens.Cli;

/// <summary><c>train inputs</c>: writes labelled inputs like those that a sample model was trained on.</summary>
internal static class TrainInputsCommand
{
    private const int DefaultCount = 1000;
    private const int MostInputs = 1_000_000;

    public static Command Create(CliStreams streams)
    {
        Argument<string> recipe = new("RECIPE") { Description = "The recipe, for instance sentiment." };
        Option<int?> count = WholeNumberOption.Create("--count", "N", 1, MostInputs, $"How many inputs; by default {DefaultCount}.");
        Option<ulong?> seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides the inputs; by default 1, that of the sample models.");
        Option<string> output = new("--out") { Description = "The file to write, one JSON object a line.", HelpName = "F.jsonl", Required = true };
        CommonOptions common = new();
        Command command = new("inputs", "Write the inputs that a sample model is trained on.") { recipe, count, seed, output };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            OutputFile file = OutputFile.At(parsed.GetRequiredValue(output));
            session.ReportFailures();
            TrainingRecipe chosen = TrainCommand.Find(session.Host, parsed.GetRequiredValue(recipe));
            LensInput[] inputs = [.. chosen.Inputs(parsed.GetValue(seed) ?? 1).Take(parsed.GetValue(count) ?? DefaultCount)];
            if (inputs.Length == 0)
            {
                throw new LensInputException($"Recipe '{chosen.Name}' does not show the inputs that it trains on; write labelled inputs of your own.");
            }

            await file.WriteAsync(aside => File.WriteAllTextAsync(aside, string.Concat(inputs.Select(TrainingLine.Of)), cancellationToken));
            return session.Outcome;
        });
        return command;
    }
}
