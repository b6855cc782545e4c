using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>A batch as answers are tested on it: with its targets fixed, and of each example what can be taken away.</summary>
/// <param name="Batch">The examples, with their targets fixed.</param>
/// <param name="Objective">What is explained of it; the examples say where.</param>
/// <param name="Values">The objective of each example as it is.</param>
/// <param name="Inputs">The examples that have something to take away.</param>
/// <param name="Limits">What bounds sweeps over it.</param>
internal sealed record TestedBatch(InputBatch Batch, Objective Objective, ImmutableArray<double> Values, ImmutableArray<RemovableInput> Inputs, SweepLimits Limits)
{
    /// <summary>Runs the batch once, to see what is explained of it.</summary>
    public static async ValueTask<TestedBatch> OfAsync(FaithfulnessRequest request, CancellationToken cancellationToken)
    {
        new PassMemory(request.Model).Demand(request.Memory, request.Batch, RunPlan.OutputOnly);
        using ModelRun run = await request.Model.RunAsync(request.Batch, new RunPlan { Objective = request.Objective }, null, cancellationToken);
        InputBatch batch = request.Batch.Pinned(run.Targets);
        return new TestedBatch(
            batch,
            request.Objective with { Position = null },
            run.ObjectiveValues,
            [.. Enumerable.Range(0, batch.Size).Select(index => RemovableInput.Of(request.Model, batch, index, request.Removal, request.Objective is ContinuationObjective)).Where(input => input.Positions.Length > 0)],
            new SweepLimits(
                request.MaxRows ?? Math.Max(1, AttributionRunner.DefaultRowPositions / Math.Max(1, batch.Length + (batch.DecoderLength ?? 0))), request.Memory, request.Tally));
    }
}
