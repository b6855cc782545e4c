namespace AttentionLens.Engine;

/// <summary>The states of a batch as it is that variants of it start from, computed once.</summary>
internal sealed class SweepStates : IDisposable
{
    private readonly Dictionary<int, ModelState> _states = [];

    /// <summary>Runs the batch as far as states are needed.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="stages">The stages that passes start with; none is needed for the first.</param>
    /// <param name="cancellationToken">Cancels within the pass.</param>
    public static async ValueTask<SweepStates> KeepAsync(LensModel model, InputBatch batch, IEnumerable<int> stages, CancellationToken cancellationToken)
    {
        int[] before = [.. stages.Where(stage => stage > 0).Distinct().Select(stage => stage - 1)];
        SweepStates kept = new();
        if (before.Length == 0)
        {
            return kept;
        }

        using ModelRun run = await model.RunAsync(batch, new RunPlan { KeepStates = [.. before], LastStage = before.Max() }, null, cancellationToken);
        foreach (int stage in before)
        {
            kept._states.Add(stage + 1, run.StateAfter(stage));
        }

        return kept;
    }

    /// <summary>Where a pass starts; null for the beginning. The caller disposes it.</summary>
    /// <param name="stage">The pass's first stage.</param>
    /// <param name="examples">The example of each of its rows.</param>
    public ModelState? Start(int stage, ReadOnlySpan<int> examples) => stage == 0 ? null : _states[stage].Select(examples);

    public void Dispose()
    {
        foreach (ModelState state in _states.Values)
        {
            state.Dispose();
        }
    }
}
