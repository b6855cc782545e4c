namespace AttentionLens.Engine;

/// <summary>The states of examples as they are that variants of them start from, computed once.</summary>
internal sealed class SweepStates : IDisposable
{
    private readonly Dictionary<SweepStart, ModelState> _states = [];

    /// <summary>Runs the examples as far as states are needed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="starts">Where passes start, in forward order; at least one.</param>
    /// <param name="from">An earlier state of the same examples; null for the beginning.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public static async ValueTask<SweepStates> KeepAsync(
        LensModel model, InputBatch batch, IReadOnlyCollection<SweepStart> starts, ModelState? from, CancellationToken cancellationToken)
    {
        RunPlan plan = new()
        {
            KeepStates = [.. starts.Where(start => start.Point is null).Select(start => start.Stage - 1)],
            KeepBefore = [.. starts.Select(start => start.Point).OfType<HookName>()],
            LastStage = LastStage(starts),
        };
        SweepStates kept = new();
        using ModelRun run = await model.RunAsync(batch, plan, from, cancellationToken);
        foreach (SweepStart start in starts)
        {
            kept._states.Add(start, start.Point is { } point ? run.StateBefore(point) : run.StateAfter(start.Stage - 1));
        }

        return kept;
    }

    /// <summary>The last stage that the states need.</summary>
    public static int LastStage(IEnumerable<SweepStart> starts) => starts.Max(start => start.Point is null ? start.Stage - 1 : start.Stage);

    /// <summary>The state at a start.</summary>
    public ModelState this[SweepStart start] => _states[start];

    public void Dispose()
    {
        foreach (ModelState state in _states.Values)
        {
            state.Dispose();
        }
    }
}
