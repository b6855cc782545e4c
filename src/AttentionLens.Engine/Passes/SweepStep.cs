using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Runs the sweeps that analyzers declared, batch by batch: what a batch gave is gone with it.</summary>
internal sealed class SweepStep(LensModel model, ImmutableArray<AnalyzerRun> analyzers)
{
    private readonly ImmutableArray<SweepHandler> _handlers = [.. analyzers.SelectMany(analyzer => analyzer.SweepHandlers)];

    /// <summary>Whether any sweep removes what the model has to be asked for.</summary>
    public bool NeedsUnits => _handlers.Any(handler => !handler.Sweep.Removed.IsEmpty);

    /// <summary>Runs every sweep on a batch. One that fails is the failure of its analyzer: the shared pass has shown that the model can run these examples.</summary>
    public async Task RunAsync(InputBatch batch, ImmutableArray<ModelUnit> units, CancellationToken cancellationToken)
    {
        foreach (SweepHandler handler in _handlers.Where(handler => handler.IsWanted))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await RunAsync(handler, batch, units, cancellationToken);
            }
            catch (Exception exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                handler.Fail(exception, new SiteAddress(null, Example: batch.Examples[0].Index));
            }
        }
    }

    private async Task RunAsync(SweepHandler handler, InputBatch batch, ImmutableArray<ModelUnit> units, CancellationToken cancellationToken)
    {
        InterventionSweep sweep = handler.Sweep;
        int[] rows = [.. Enumerable.Range(0, batch.Size).Where(row => sweep.Where?.Invoke(batch.Examples[row]) ?? true)];
        if (rows.Length == 0)
        {
            return;
        }

        InputBatch chosen = new([.. rows.Select(row => batch.Examples[row])]);
        using ModelRun run = await model.RunAsync(chosen, new RunPlan { Objective = sweep.Objective }, null, cancellationToken);
        InputBatch pinned = chosen.Pinned(run.Targets);
        ImmutableArray<double> whole = run.ObjectiveValues;
        ImmutableArray<ModelUnit> removed = [.. units.Where(unit => sweep.Removed.Contains(unit.Kind))];
        ImmutableArray<Intervention>[] changes = [.. sweep.Variants, .. removed.Select(unit => unit.Removal)];
        InputVariant[] variants =
        [
            .. from change in changes
               from example in Enumerable.Range(0, rows.Length)
               select new InputVariant(example) { Interventions = change },
        ];
        SweepTally tally = new();
        ImmutableArray<double> values = await new VariantSweep(model, pinned, sweep.Objective, new SweepLimits(ImportanceRun.RowsOf(pinned), Tally: tally))
            .RunAsync(variants, _ => { }, cancellationToken);
        handler.Owner.Swept = SweptStages.Sum(handler.Owner.Swept, tally.Work is { } work ? new SweptStages(work.Variants, work.Stages, work.LoopStages) : null);
        for (int example = 0; example < rows.Length; example++)
        {
            int place = example;
            ImmutableArray<double> own = [.. changes.Select((_, change) => values[(change * rows.Length) + place])];
            handler.Call(new SweepScope(pinned.Examples[example], handler.Owner.Sink, whole[example], own, removed), rows[example]);
        }
    }
}
