using System.Collections.Immutable;
using System.Diagnostics;

namespace AttentionLens.Cli;

/// <summary>How long two models take over the same examples, for a person's terminal: unlike all that files hold, it is not the same from run to run.</summary>
internal static class PassTimes
{
    private const int Rounds = 5;

    /// <summary>The shortest of several passes of each, taken in turns, in milliseconds.</summary>
    public static async Task<(double One, double Other)> OfAsync(LensModel one, LensModel other, ImmutableArray<InputBatch> batches, CancellationToken cancellationToken)
    {
        (double One, double Other) best = (double.PositiveInfinity, double.PositiveInfinity);
        for (int round = 0; round < Rounds; round++)
        {
            best = (Math.Min(best.One, await OfAsync(one, batches, cancellationToken)), Math.Min(best.Other, await OfAsync(other, batches, cancellationToken)));
        }

        return best;
    }

    private static async Task<double> OfAsync(LensModel model, ImmutableArray<InputBatch> batches, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (InputBatch batch in batches)
        {
            using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly, null, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
