using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Trains all weights of a model on a loss.</summary>
public static class Trainer
{
    // How fast the reported loss follows the loss of each step.
    private const double Smoothing = 0.05;

    private static readonly BackwardPlan LossPlan = new() { Objective = new LossObjective(), WeightGradients = true };

    /// <summary>Trains. The same model, settings and batches give the same weights.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="settings">How.</param>
    /// <param name="batchOf">The labelled examples of a step, from 0.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Cancels within a step.</param>
    /// <returns>The smoothed loss after the last step, in nats.</returns>
    /// <exception cref="LensInputException">The loss is no longer finite: the learning rate is too large for the data.</exception>
    public static double Train(
        TransformerModel model,
        TrainerSettings settings,
        Func<int, IReadOnlyList<LensInput>> batchOf,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken) => Train(
            model,
            settings,
            step => model.Inputs.Collate([.. batchOf(step).Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]),
            [],
            progress,
            cancellationToken);

    /// <summary>Trains a model as it is under changes, for instance with heads removed. What is behind a removed part has no gradient.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="settings">How.</param>
    /// <param name="batchOf">The labelled examples of a step, from 0.</param>
    /// <param name="interventions">What is changed in every step.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Cancels within a step.</param>
    /// <returns>The smoothed loss after the last step, in nats.</returns>
    /// <exception cref="LensInputException">The loss is no longer finite: the learning rate is too large for the data.</exception>
    public static double Train(
        TransformerModel model,
        TrainerSettings settings,
        Func<int, InputBatch> batchOf,
        ImmutableArray<Intervention> interventions,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        RunPlan plan = new() { Interventions = interventions, Backward = LossPlan, Recompute = settings.Recompute };
        using AdamW optimizer = new(model.Parameters, settings.Optimizer);
        double smoothed = 0;
        for (int step = 0; step < settings.Schedule.Steps; step++)
        {
            double rate = settings.Schedule.At(step);
            using ModelRun run = model.Run(batchOf(step), plan, null, gradients => optimizer.Step(gradients, rate), cancellationToken);
            double loss = run.ObjectiveValues.Sum();
            if (!double.IsFinite(loss))
            {
                throw new LensInputException(FormattableString.Invariant(
                    $"The loss of step {step + 1} is {loss}; expected a finite one. Lower the learning rate, {settings.Schedule.Peak}."));
            }

            smoothed = step == 0 ? loss : smoothed + (Smoothing * (loss - smoothed));
            progress?.Report(new TrainingProgress(step + 1, settings.Schedule.Steps, smoothed));
        }

        return smoothed;
    }
}
