using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The objective of a batch under each of many changes: variants in batches, each from the first place that differs.</summary>
internal sealed class VariantSweep
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly Objective _objective;
    private readonly int _maxRows;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="objective">What is evaluated.</param>
    /// <param name="maxRows">How many variants go through the model together.</param>
    public VariantSweep(LensModel model, InputBatch batch, Objective objective, int maxRows)
    {
        _model = model;
        _batch = batch;
        _objective = objective;

        // A loss is a mean over its batch, so each variant is a batch of its own.
        _maxRows = objective is LossObjective { PerExample: false } ? 1 : maxRows;
    }

    /// <summary>What is read of a run, from its row and the example that stands there; the objective where it is null.</summary>
    public Func<ModelRun, int, int, double>? Read { get; init; }

    public async ValueTask<ImmutableArray<double>> RunAsync(IReadOnlyList<InputVariant> variants, Action<double> report, CancellationToken cancellationToken)
    {
        double[] values = new double[variants.Count];
        List<SweepPass> passes = [.. SweepPass.Plan(_model, variants, _maxRows)];
        using SweepStates states = await SweepStates.KeepAsync(_model, _batch, passes.Select(pass => pass.Start), cancellationToken);
        int done = 0;
        foreach (SweepPass pass in passes)
        {
            await RunAsync(pass, variants, states, values, cancellationToken);
            done += pass.Variants.Count;
            report((double)done / variants.Count);
        }

        return ImmutableArray.Create(values);
    }

    private async ValueTask RunAsync(
        SweepPass pass, IReadOnlyList<InputVariant> variants, SweepStates states, double[] values, CancellationToken cancellationToken)
    {
        InputVariant[] rows = [.. pass.Variants.Select(place => variants[place])];
        InputBatch batch = new([.. rows.Select(row => row.Replacement ?? _batch.Examples[row.Example])]);
        RunPlan plan = new() { Objective = _objective, RowInterventions = [.. rows.Select(row => row.Interventions)] };
        using ModelState? start = states.Start(pass.Start, [.. rows.Select(row => row.Example)]);
        using ModelRun run = await _model.RunAsync(batch, plan, start, cancellationToken);
        for (int row = 0; row < rows.Length; row++)
        {
            values[pass.Variants[row]] = Read is null ? run.ObjectiveValues[row] : Read(run, row, rows[row].Example);
        }
    }
}
