namespace AttentionLens.Engine;

/// <summary>What hook points hold under each of many changes of a batch: variants in batches, each from the first place that differs to the last that is read.</summary>
internal sealed class ObservedSweep
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly int _maxRows;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="maxRows">How many variants go through the model together.</param>
    public ObservedSweep(LensModel model, InputBatch batch, int maxRows)
    {
        _model = model;
        _batch = batch;
        _maxRows = maxRows;
    }

    public async ValueTask RunAsync(
        IReadOnlyList<InputVariant> variants, VariantReader reader, Action<double> report, CancellationToken cancellationToken)
    {
        if (variants.FirstOrDefault(variant => variant.Reads.IsDefaultOrEmpty) is { } blind)
        {
            throw new LensInputException($"A variant of example {blind.Example} reads nothing; name a hook point in {nameof(InputVariant)}.{nameof(InputVariant.Reads)}.");
        }

        List<SweepPass> passes = [.. SweepPass.Plan(_model, variants, _maxRows, endsEarly: true)];
        using SweepStates states = await SweepStates.KeepAsync(_model, _batch, passes.Select(pass => pass.Start), cancellationToken);
        int done = 0;
        foreach (SweepPass pass in passes)
        {
            await RunAsync(pass, variants, states, reader, cancellationToken);
            done += pass.Variants.Count;
            report((double)done / variants.Count);
        }
    }

    private async ValueTask RunAsync(
        SweepPass pass, IReadOnlyList<InputVariant> variants, SweepStates states, VariantReader reader, CancellationToken cancellationToken)
    {
        InputVariant[] rows = [.. pass.Variants.Select(place => variants[place])];
        InputBatch batch = new([.. rows.Select(row => row.Replacement ?? _batch.Examples[row.Example])]);
        RunPlan plan = new()
        {
            Capture = [.. rows.SelectMany(row => row.Reads).Distinct().Select(HookSelector.Of)],
            RowInterventions = [.. rows.Select(row => row.Interventions)],
            LastStage = pass.Last,
        };
        using ModelState? start = states.Start(pass.Start, [.. rows.Select(row => row.Example)]);
        using ModelRun run = await _model.RunAsync(batch, plan, start, cancellationToken);
        for (int row = 0; row < rows.Length; row++)
        {
            foreach (HookName hook in rows[row].Reads)
            {
                ReadOnlySpan<float> values = run.Captured(hook).Values;
                int each = values.Length / rows.Length;
                reader(pass.Variants[row], hook, values.Slice(row * each, each));
            }
        }
    }
}
