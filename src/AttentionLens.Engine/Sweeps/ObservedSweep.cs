namespace AttentionLens.Engine;

/// <summary>What hook points hold under each of many changes of a batch: variants in batches, each from the first place that differs to the last that is read.</summary>
internal sealed class ObservedSweep
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly SweepLimits _limits;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="limits">What bounds it.</param>
    public ObservedSweep(LensModel model, InputBatch batch, SweepLimits limits)
    {
        _model = model;
        _batch = batch;
        _limits = limits;
    }

    public async ValueTask RunAsync(
        IReadOnlyList<InputVariant> variants, VariantReader reader, Action<double> report, CancellationToken cancellationToken)
    {
        if (variants.FirstOrDefault(variant => variant.Reads.IsDefaultOrEmpty) is { } blind)
        {
            throw new LensInputException($"A variant of example {blind.Example} reads nothing; name a hook point in {nameof(InputVariant)}.{nameof(InputVariant.Reads)}.");
        }

        SweepLoop loop = new(_model, _batch, variants, _limits, observes: true, pass => RunAsync(pass, variants, reader, cancellationToken), report);
        await loop.RunAsync(cancellationToken);
    }

    private async ValueTask RunAsync(SweepPass pass, IReadOnlyList<InputVariant> variants, VariantReader reader, CancellationToken cancellationToken)
    {
        InputVariant[] rows = [.. pass.Variants.Select(place => variants[place])];
        RunPlan plan = new()
        {
            Capture = [.. rows.SelectMany(row => row.Reads).Distinct().Select(HookSelector.Of)],
            RowInterventions = [.. rows.Select(row => row.Interventions)],
            LastStage = pass.Last,
        };
        using ModelRun run = await _model.RunAsync(pass.Batch, plan, pass.Start, cancellationToken);
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
