using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Engine;

/// <summary>How well a model does its task.</summary>
public static class TaskMetrics
{
    /// <summary>Whether each example that has an answer was answered rightly, with the probability of the answer.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples: a classifier's <see cref="LensInput.Label"/>, or for logits at each position <see cref="LensInput.Target"/>, is the answer.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    /// <returns>For each example that has an answer the measures <c>accuracy</c> and <c>probability</c>.</returns>
    /// <exception cref="LensInputException">An answer is no class of the model, or the model has no head.</exception>
    public static async ValueTask<ImmutableArray<ImmutableArray<Measure>>> EvaluateAsync(LensModel model, InputBatch batch, CancellationToken cancellationToken = default)
    {
        EncodedExample[] answered = [.. batch.Examples.Where(example => AnswerOf(example) is not null)];
        if (answered.Length == 0)
        {
            return [];
        }

        InputBatch told = new([.. answered.Select(example => example.WithInput(example.Input with { Target = AnswerOf(example) }))]);
        using ModelRun run = await model.RunAsync(told, new RunPlan { Objective = new ProbabilityObjective() }, null, cancellationToken);
        return
        [
            .. answered.Select((_, index) => (ImmutableArray<Measure>)
            [
                new Measure("accuracy", PredictionAt(run, index) == run.Targets[index].Class ? 1 : 0, "share"),
                new Measure("probability", run.ObjectiveValues[index], "probability"),
            ]),
        ];
    }

    // Of equal logits the first counts, as it does where a model's own prediction is explained.
    private static int PredictionAt(ModelRun run, int index)
    {
        ReadOnlySpan<int> shape = run.Output.Shape;
        int row = run.Targets[index].Position is { } position ? (index * shape[1]) + position : index;
        return TensorPrimitives.IndexOfMax(run.Output.Values.Slice(row * shape[^1], shape[^1]));
    }

    private static int? AnswerOf(EncodedExample example) => example.Input.Label ?? example.Input.Target;
}
