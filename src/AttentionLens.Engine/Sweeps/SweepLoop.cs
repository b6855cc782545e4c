using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Runs variants of a batch with the least work that the limits allow: what comes before the first change is computed once for all that share it, and
/// rows go through the model together. How the batch, the states and the rows are cut changes no number.</summary>
internal sealed class SweepLoop
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly IReadOnlyList<InputVariant> _variants;
    private readonly SweepLimits _limits;
    private readonly bool _observes;
    private readonly PassMemory _memory;
    private readonly Func<SweepPass, ValueTask> _run;
    private readonly Action<double> _report;
    private int _done;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="limits">What bounds it.</param>
    /// <param name="observes">Whether what variants read is kept, and passes end with the last stage that is read.</param>
    /// <param name="run">Runs a pass; what it keeps may not outlive the call.</param>
    /// <param name="report">Hears how far it is, from 0 to 1.</param>
    public SweepLoop(
        LensModel model, InputBatch batch, IReadOnlyList<InputVariant> variants, SweepLimits limits, bool observes, Func<SweepPass, ValueTask> run, Action<double> report)
    {
        _model = model;
        _batch = batch;
        _variants = variants;
        _limits = limits;
        _observes = observes;
        _memory = new PassMemory(model);
        _run = run;
        _report = report;
    }

    public async ValueTask RunAsync(CancellationToken cancellationToken)
    {
        _limits.Tally?.AddLoop(_variants.Count, _model.Stages.Length);
        List<SweepGroup> all = [.. GroupsOf(0, _batch.Size)];
        if (all.Count == 0)
        {
            return;
        }

        int examples = all.Any(group => group.Start.NeedsState) ? ExamplesWithin(all) : _batch.Size;
        for (int first = 0; first < _batch.Size; first += examples)
        {
            int count = Math.Min(examples, _batch.Size - first);
            await RunSliceAsync(first, count, count == _batch.Size ? all : [.. GroupsOf(first, count)], cancellationToken);
        }
    }

    private IEnumerable<SweepGroup> GroupsOf(int first, int count) => SweepGroup.Of(
        _model, _batch, _variants, Enumerable.Range(0, _variants.Count).Where(place => _variants[place].Example >= first && _variants[place].Example < first + count), _observes);

    private async ValueTask RunSliceAsync(int first, int count, List<SweepGroup> groups, CancellationToken cancellationToken)
    {
        InputBatch slice = new([.. _batch.Examples.AsSpan(first, count)]);
        foreach (SweepGroup group in groups.Where(group => !group.Start.NeedsState))
        {
            await RunAsync(group, null, 0, first, cancellationToken);
        }

        SweepStart[] starts = [.. groups.Select(group => group.Start).Where(start => start.NeedsState).Distinct()];
        SweepStates? states = null;
        try
        {
            ModelState? from = null;
            for (int next = 0; next < starts.Length;)
            {
                SweepStart[] window = starts[next..(next + WindowAt(starts, next, count, groups))];
                long before = from is null ? 0 : Kept([starts[next - 1]], count);
                long keeping = before + Kept(window, count);
                (long once, long row) = KeepCost(window, from is null ? default : starts[next - 1]);
                Demand(keeping + once + (count * row));
                _limits.Tally?.Add(from is null ? default : starts[next - 1], SweepStates.LastStage(window), count, keeping + once + (count * row));
                SweepStates kept = await SweepStates.KeepAsync(_model, slice, window, from, cancellationToken);
                states?.Dispose();
                states = kept;
                foreach (SweepGroup group in groups.Where(group => window.Contains(group.Start)))
                {
                    await RunAsync(group, states[group.Start], Kept(window, count), first, cancellationToken);
                }

                next += window.Length;
                from = states[window[^1]];
            }
        }
        finally
        {
            states?.Dispose();
        }
    }

    private async ValueTask RunAsync(SweepGroup group, ModelState? state, long kept, int firstExample, CancellationToken cancellationToken)
    {
        (long once, long row) = _memory.Forward(group.Example, group.Start, group.Last, group.Asked, group.Captured);
        Demand(kept + once + row);
        int together = _limits.Memory is { } bytes ? (int)Math.Clamp((bytes - kept - once) / row, 1, _limits.MaxRows) : _limits.MaxRows;
        foreach (int[] rows in group.Variants.Chunk(together))
        {
            cancellationToken.ThrowIfCancellationRequested();
            InputBatch batch = new([.. rows.Select(place => _variants[place].Replacement ?? _batch.Examples[_variants[place].Example])]);
            _limits.Tally?.Add(group.Start, group.Last ?? (_model.Stages.Length - 1), rows.Length, kept + once + (rows.Length * row));
            using ModelState? start = state?.Select([.. rows.Select(place => _variants[place].Example - firstExample)]);
            await _run(new SweepPass(rows, batch, start, group.Last));
            _done += rows.Length;
            _report((double)_done / _variants.Count);
        }
    }

    // One state of each example has to fit beside the next, and beside a pass that computes them or a row that starts from them.
    private int ExamplesWithin(List<SweepGroup> groups)
    {
        if (_limits.Memory is not { } bytes)
        {
            return _batch.Size;
        }

        int examples = _batch.Size;
        while (examples > 1 && Least(groups, examples) > bytes)
        {
            examples = (examples + 1) / 2;
        }

        Demand(Least(groups, examples));
        return examples;
    }

    private long Least(List<SweepGroup> groups, int examples)
    {
        SweepStart[] starts = [.. groups.Select(group => group.Start).Where(start => start.NeedsState).Distinct()];
        long states = 2 * starts.Max(start => Kept([start], examples));
        (long keepOnce, long keepRow) = KeepCost(starts, default);
        return states + Math.Max(keepOnce + (examples * keepRow), groups.Max(group =>
        {
            (long once, long row) = _memory.Forward(group.Example, group.Start, group.Last, group.Asked, group.Captured);
            return once + row;
        }));
    }

    // As many states as leave room for a full pass, and at least one.
    private int WindowAt(SweepStart[] starts, int next, int examples, List<SweepGroup> groups)
    {
        if (_limits.Memory is not { } bytes)
        {
            return starts.Length - next;
        }

        (long once, long row) = KeepCost(starts, default);
        long pass = groups.Max(group =>
        {
            (long passOnce, long passRow) = _memory.Forward(group.Example, group.Start, group.Last, group.Asked, group.Captured);
            return passOnce + (Math.Min(_limits.MaxRows, group.Variants.Length) * passRow);
        });
        long room = bytes - Math.Max(once + (examples * row), pass) - (next == 0 ? 0 : Kept([starts[next - 1]], examples));
        int count = 1;
        while (next + count < starts.Length && Kept(starts[next..(next + count + 1)], examples) <= room)
        {
            count++;
        }

        return count;
    }

    private long Kept(IEnumerable<SweepStart> starts, int examples) => examples * starts.Sum(start => _memory.State(start, _batch.Examples[0]));

    private (long Once, long Row) KeepCost(IEnumerable<SweepStart> starts, SweepStart from) => _memory.Forward(
        _batch.Examples[0], from, SweepStates.LastStage(starts), [.. starts.Select(start => start.Point).OfType<HookName>().Select(_model.Hooks.IndexOf)], []);

    private void Demand(long needed)
    {
        if (_limits.Memory is { } bytes && needed > bytes)
        {
            throw new LensInputException(FormattableString.Invariant(
                $"{bytes} bytes were allowed for values, but one row of model '{_model.Card.Name}' with {_batch.Length} positions can take {needed} beside its weights; allow at least {needed}, or give shorter inputs."));
        }
    }
}
