using System.Collections.Immutable;
using System.CommandLine;
using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary><c>train tuned-lens</c>: trains a lens for a model from texts that the user gives.</summary>
internal static class TrainTunedLensCommand
{
    // One text of so many is held out.
    private const int HeldOutShare = 10;

    public static Command Create(CliStreams streams)
    {
        TunedLensSettings standard = new();
        Argument<string> model = new("MODEL") { Description = "A model folder, or the name of a sample model." };
        Option<string> output = new("--out") { Description = "The safetensors file to write.", HelpName = "F.safetensors", Required = true };
        Option<ulong?> seed = WholeNumberOption.Create("--seed", "N", ulong.MinValue, ulong.MaxValue, "Decides the order of the texts; by default 1.");
        Option<int?> steps = WholeNumberOption.Create("--steps", "N", 1, int.MaxValue, $"How many steps; by default {standard.Steps}.");
        Option<double?> rate = NumberOption.Create("--learning-rate", "R", 1e-9, 10, FormattableString.Invariant($"The largest learning rate; by default {standard.LearningRate}."));
        Option<int?> batchSize = WholeNumberOption.BatchSize($"{standard.BatchSize}");
        Option<bool> json = new("--json") { Description = "Write the measures as JSON." };
        InputOptions inputs = new();
        CommonOptions common = new();
        Command command = new("tuned-lens", "Train a tuned lens for a causal language model from texts.") { model, output, seed, steps, rate, batchSize, json };
        inputs.AddFileTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            Session session = common.Start(parsed, streams);
            ChosenInputs chosen = inputs.Choose(parsed);
            OutputFile file = OutputFile.At(parsed.GetRequiredValue(output));
            TunedLensSettings settings = standard with
            {
                Steps = parsed.GetValue(steps) ?? standard.Steps,
                BatchSize = parsed.GetValue(batchSize) ?? standard.BatchSize,
                LearningRate = parsed.GetValue(rate) ?? standard.LearningRate,
                Seed = parsed.GetValue(seed) ?? standard.Seed,
            };
            await using LensModel loaded = await session.LoadAsync(parsed.GetRequiredValue(model), cancellationToken);
            TransformerModel trained = loaded as TransformerModel ?? throw new LensInputException(
                $"Model '{loaded.Card.Name}' is a {loaded.Card.Architecture} whose adapter does not derive from {nameof(TransformerAdapter)}; expected a model that computes with this project's kernels.");
            ImmutableArray<EncodedExample> texts =
            [
                .. (await chosen.ReadAsync(loaded.Card.Labels, cancellationToken).ToListAsync(cancellationToken))
                    .Select((input, index) => loaded.Inputs.Encode(index, input, inputs.Encode(parsed))),
            ];
            ILookup<bool, EncodedExample> parts = texts.ToLookup(text => IsHeldOut(text.Index, texts.Length));
            using TunedLensTrainer trainer = new(trained, [.. parts[false]], [.. parts[true]], settings);
            TrainingOutcome? outcome = null;
            await Progress.RunAsync(session, "training the lens", report => file.WriteAsync(aside =>
            {
                outcome = trainer.Train(new Progress<TrainingProgress>(done => report((double)done.Step / done.Steps)), cancellationToken);
                trainer.Lens.Save(aside);
                return Task.CompletedTask;
            }));
            await streams.Out.WriteLineAsync(parsed.GetValue(json) ? OutcomeText.Json(outcome!) : OutcomeText.Lines(outcome!));
            session.Hint($"held out: {parts[true].Count()} of {texts.Length} texts");
            return session.Outcome;
        });
        return command;
    }

    // Every tenth; of fewer the last.
    private static bool IsHeldOut(long index, int count) => count < HeldOutShare ? index == count - 1 : index % HeldOutShare == HeldOutShare - 1;
}
