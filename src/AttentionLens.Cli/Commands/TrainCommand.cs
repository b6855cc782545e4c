using System.CommandLine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary><c>train</c>: trains one of the small sample models from generated data.</summary>
internal static class TrainCommand
{
    public static Command Create(CliStreams streams)
    {
        Argument<string> recipe = new("RECIPE") { Description = "The recipe, for instance sentiment." };
        Option<string> output = new("--out") { Description = "The folder to write; it must not exist, or be empty.", HelpName = "DIR", Required = true };
        Option<ulong?> seed = WholeNumberOption.Create(
            "--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides the data and the initial weights; by default 1.");
        Option<int?> steps = WholeNumberOption.Create("--steps", "N", 1, int.MaxValue, "How many steps; by default the recipe's own number.");
        Option<bool> json = new("--json") { Description = "Write the measures as JSON." };
        CommonOptions common = new();
        Command command = new("train", "Train a small model from generated data, or a lens for a model.") { recipe, output, seed, steps, json, TrainTunedLensCommand.Create(streams), TrainInputsCommand.Create(streams) };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            string path = parsed.GetRequiredValue(output);
            OutputFolder place = OutputFolder.At(path, OutputFolder.FirstIn);
            session.ReportFailures();
            TrainingRecipe chosen = Find(session.Host, parsed.GetRequiredValue(recipe));
            TrainingOutcome? outcome = null;
            await place.WriteAsync(async folder =>
            {
                await Progress.RunAsync(session, $"training {chosen.Name}", async report =>
                {
                    TrainingContext context = new(folder, parsed.GetValue(seed) ?? 1, [.. session.Host.ModelAdapters.Select(adapter => adapter.Create())])
                    {
                        Steps = parsed.GetValue(steps),
                        Progress = new Progress<TrainingProgress>(done => report((double)done.Step / done.Steps)),
                    };
                    outcome = await TrainAsync(chosen, context, cancellationToken);
                });
            });
            await streams.Out.WriteLineAsync(parsed.GetValue(json) ? OutcomeText.Json(outcome!) : OutcomeText.Lines(outcome!));
            session.Hint($"model: {path}");
            return session.Outcome;
        });
        return command;
    }

    private static async Task<TrainingOutcome> TrainAsync(TrainingRecipe recipe, TrainingContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await recipe.TrainAsync(context, cancellationToken) is { Measures.IsDefault: false } outcome
                ? outcome
                : throw new LensException($"Recipe '{recipe.Name}' ended without an outcome.");
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException or OutOfMemoryException))
        {
            throw new LensException($"Recipe '{recipe.Name}' failed: {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    /// <summary>A recipe by its name.</summary>
    /// <exception cref="LensInputException">No plugin offers it.</exception>
    public static TrainingRecipe Find(LensHost host, string name)
    {
        PluginPart<TrainingRecipe>? recipe = host.TrainingRecipes.FirstOrDefault(candidate => candidate.Prototype.Name == name);
        string[] known = [.. host.TrainingRecipes.Select(candidate => candidate.Prototype.Name)];
        return recipe?.Create() ?? throw new LensInputException(
            known.Length == 0
                ? $"Recipe '{name}' is not known: no training recipe is loaded; add a plugin folder that has some."
                : $"Recipe '{name}' is not known; nearest: {string.Join(", ", Nearest.To(name, known, 3))}.");
    }
}
