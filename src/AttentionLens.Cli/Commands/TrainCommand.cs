using System.CommandLine;
using System.Globalization;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>train</c>: trains one of the small sample models from generated data.</summary>
internal static class TrainCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> recipe = new("RECIPE") { Description = "The recipe, for instance sentiment." };
        Option<string> output = new("--out") { Description = "The folder to write; it must not exist, or be empty.", HelpName = "DIR", Required = true };
        Option<ulong> seed = new("--seed") { Description = "Decides the data and the initial weights.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int?> steps = new("--steps") { Description = "How many steps; by default the recipe's own number.", HelpName = "N" };
        CommonOptions common = new();
        Command command = new("train", "Train a small model from generated data.") { recipe, output, seed, steps };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            session.ReportFailures();
            TrainingRecipe chosen = Find(session.Host, parsed.GetRequiredValue(recipe));
            TrainingOutcome? outcome = null;
            await OutputFolder.WriteAsync(parsed.GetRequiredValue(output), _ => false, async folder =>
            {
                await Progress.RunAsync(session, $"training {chosen.Name}", async report =>
                {
                    TrainingContext context = new(folder, parsed.GetValue(seed), [.. session.Host.ModelAdapters.Select(adapter => adapter.Create())])
                    {
                        Steps = parsed.GetValue(steps),
                        Progress = new Progress<TrainingProgress>(done => report((double)done.Step / done.Steps)),
                    };
                    outcome = await chosen.TrainAsync(context, cancellationToken);
                });
            });
            foreach (Measure measure in outcome!.Measures)
            {
                await streams.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{measure.Name}: {measure.Value} {measure.Unit}"));
            }

            return session.Outcome;
        });
        return command;
    }

    private static TrainingRecipe Find(LensHost host, string name)
    {
        PluginPart<TrainingRecipe>? recipe = host.TrainingRecipes.FirstOrDefault(candidate => candidate.Prototype.Name == name);
        return recipe?.Create() ?? throw new LensInputException(
            $"Recipe '{name}' is not known; known: {string.Join(", ", host.TrainingRecipes.Select(candidate => candidate.Prototype.Name))}.");
    }
}
