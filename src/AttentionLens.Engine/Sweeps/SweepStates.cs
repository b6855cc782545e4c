namespace AttentionLens.Engine;

/// <summary>The states of a batch as it is that variants of it start from, computed once.</summary>
internal sealed class SweepStates : IDisposable
{
    private readonly Dictionary<SweepStart, ModelState> _states = [];

    /// <summary>Runs the batch as far as states are needed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="starts">Where passes start; the model's beginning needs no state.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public static async ValueTask<SweepStates> KeepAsync(LensModel model, InputBatch batch, IEnumerable<SweepStart> starts, CancellationToken cancellationToken)
    {
        SweepStart[] needed = [.. starts.Where(start => start.NeedsState).Distinct()];
        SweepStates kept = new();
        if (needed.Length == 0)
        {
            return kept;
        }

        RunPlan plan = new()
        {
            KeepStates = [.. needed.Where(start => start.Point is null).Select(start => start.Stage - 1)],
            KeepBefore = [.. needed.Select(start => start.Point).OfType<HookName>()],
            LastStage = needed.Max(start => start.Point is null ? start.Stage - 1 : start.Stage),
        };
        using ModelRun run = await model.RunAsync(batch, plan, null, cancellationToken);
        foreach (SweepStart start in needed)
        {
            kept._states.Add(start, start.Point is { } point ? run.StateBefore(point) : run.StateAfter(start.Stage - 1));
        }

        return kept;
    }

    /// <summary>Where a pass starts; null for the beginning. The caller disposes it.</summary>
    /// <param name="start">The pass's start.</param>
    /// <param name="examples">The example of each of its rows.</param>
    public ModelState? Start(SweepStart start, ReadOnlySpan<int> examples) => start.NeedsState ? _states[start].Select(examples) : null;

    public void Dispose()
    {
        foreach (ModelState state in _states.Values)
        {
            state.Dispose();
        }
    }
}
