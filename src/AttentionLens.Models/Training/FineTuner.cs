using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Trains a model further on labelled examples that somebody gives.</summary>
public static class FineTuner
{
    /// <summary>Says whether a model can be trained on examples, before any work is done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="examples">The examples.</param>
    /// <param name="settings">How.</param>
    /// <exception cref="LensInputException">There are none, one has no label, or a setting cannot be used.</exception>
    public static void Demand(TransformerModel model, ImmutableArray<EncodedExample> examples, FineTuningSettings settings)
    {
        if (examples.IsDefaultOrEmpty || settings.Steps < 1 || settings.BatchSize < 1 || !(settings.LearningRate > 0 && double.IsFinite(settings.LearningRate)))
        {
            throw new LensInputException(FormattableString.Invariant(
                $"A model was to be trained on {(examples.IsDefault ? 0 : examples.Length)} examples for {settings.Steps} steps of {settings.BatchSize} at a learning rate of {settings.LearningRate}; expected at least 1 of each, and a rate above 0."));
        }

        bool needsLabel = model.Output == ModelOutput.SequenceLogits;
        bool needsLabels = model.Output == ModelOutput.PositionLogits;
        if (model.Output == ModelOutput.HiddenStates)
        {
            throw new LensInputException($"Model '{model.Card.Name}' gives hidden states, no logits, so it has no loss to train on; load a checkpoint with a head.");
        }

        if (examples.FirstOrDefault(example => (needsLabel && example.Input.Label is null) || (needsLabels && example.Labels.IsDefault)) is { } bare)
        {
            throw new LensInputException(
                $"Example {bare.Input.Id ?? FormattableString.Invariant($"{bare.Index}")} has nothing to learn from; training needs {(needsLabel ? "'label'" : "'labels' or 'target_text'")} on every example.");
        }
    }

    /// <summary>Trains. The same model, examples, interventions and settings give the same weights, on any number of threads.</summary>
    /// <param name="model">The model, changed in place.</param>
    /// <param name="examples">The labelled examples, at least one.</param>
    /// <param name="interventions">What is changed in every step, for instance heads that are removed.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Hears of every step.</param>
    /// <param name="cancellationToken">Cancels within a step.</param>
    /// <returns>The smoothed loss after the last step, in nats.</returns>
    /// <exception cref="LensInputException">An example has no label, or the loss is no longer finite.</exception>
    public static double Train(
        TransformerModel model,
        ImmutableArray<EncodedExample> examples,
        ImmutableArray<Intervention> interventions,
        FineTuningSettings settings,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        Demand(model, examples, settings);
        ExampleRounds rounds = new(examples, settings.BatchSize, settings.Seed, (ulong)settings.Round);
        return Trainer.Train(
            model, new TrainerSettings(settings.Schedule, settings.Optimizer), step => model.Inputs.Collate(rounds.At(step)), interventions, progress, cancellationToken);
    }
}
