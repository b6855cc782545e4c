using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>How a recipe trains the model that its folder describes.</summary>
/// <param name="peakRate">The largest learning rate; it rises to it for a tenth of the steps and falls to 0.</param>
internal sealed class RecipeTraining(double peakRate)
{
    private const int WarmupShare = 10;

    /// <summary>What the optimizer is told.</summary>
    public AdamWOptions Optimizer { get; init; } = new();

    /// <summary>How the weights are written.</summary>
    public CheckpointElementType ElementType { get; init; } = CheckpointElementType.BF16;

    /// <summary>Changes the first weights; null for those that the family starts with.</summary>
    public Action<TransformerModel>? Begin { get; init; }

    /// <summary>How many steps are taken.</summary>
    /// <exception cref="LensInputException">Fewer than one are asked for.</exception>
    public static int StepsOf(TrainingContext context, int otherwise) => context.Steps switch
    {
        null => otherwise,
        < 1 => throw new LensInputException($"The training is to take {context.Steps} steps; expected at least 1."),
        { } steps => steps,
    };

    /// <summary>Trains, and writes the weights beside the configuration.</summary>
    /// <param name="context">What the recipe was asked for.</param>
    /// <param name="adapter">The family.</param>
    /// <param name="folder">The folder with the configuration.</param>
    /// <param name="steps">How many steps are taken.</param>
    /// <param name="batchOf">The labelled inputs of a step, from 0.</param>
    /// <param name="cancellationToken">Cancels within a step.</param>
    /// <returns>The smoothed loss after the last step, in nats.</returns>
    public async ValueTask<double> RunAsync(
        TrainingContext context,
        TransformerAdapter adapter,
        ModelFolder folder,
        int steps,
        Func<int, IReadOnlyList<LensInput>> batchOf,
        CancellationToken cancellationToken)
    {
        await using TransformerModel model = adapter.Initialize(folder, context.Seed);
        Begin?.Invoke(model);
        TrainerSettings settings = new(new WarmupSchedule(peakRate, Math.Max(1, steps / WarmupShare), steps), Optimizer);
        double loss = Trainer.Train(model, settings, batchOf, context.Progress, cancellationToken);
        TrainedModelWriter.WriteWeights(model, context.OutputFolder, ElementType);
        return loss;
    }
}
