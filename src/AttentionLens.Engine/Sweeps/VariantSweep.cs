using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The objective of a batch under each of many changes: variants in batches, each from the first place that differs.</summary>
internal sealed class VariantSweep
{
    private readonly LensModel _model;
    private readonly InputBatch _batch;
    private readonly Objective _objective;
    private readonly SweepLimits _limits;

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="objective">What is evaluated.</param>
    /// <param name="maxRows">How many variants go through the model together.</param>
    public VariantSweep(LensModel model, InputBatch batch, Objective objective, int maxRows)
        : this(model, batch, objective, new SweepLimits(maxRows))
    {
    }

    /// <param name="model">The model.</param>
    /// <param name="batch">The examples, with their targets fixed.</param>
    /// <param name="objective">What is evaluated.</param>
    /// <param name="limits">What bounds it.</param>
    public VariantSweep(LensModel model, InputBatch batch, Objective objective, SweepLimits limits)
    {
        _model = model;
        _batch = batch;
        _objective = objective;

        // A loss is a mean over its batch, so each variant is a batch of its own.
        _limits = objective is LossObjective { PerExample: false } ? limits with { MaxRows = 1 } : limits;
    }

    /// <summary>What is read of a run, from its row and the example that stands there; the objective where it is null.</summary>
    public Func<ModelRun, int, int, double>? Read { get; init; }

    public async ValueTask<ImmutableArray<double>> RunAsync(IReadOnlyList<InputVariant> variants, Action<double> report, CancellationToken cancellationToken)
    {
        double[] values = new double[variants.Count];
        SweepLoop loop = new(_model, _batch, variants, _limits, observes: false, pass => RunAsync(pass, variants, values, cancellationToken), report);
        await loop.RunAsync(cancellationToken);
        return ImmutableArray.Create(values);
    }

    private async ValueTask RunAsync(SweepPass pass, IReadOnlyList<InputVariant> variants, double[] values, CancellationToken cancellationToken)
    {
        RunPlan plan = new() { Objective = _objective, RowInterventions = [.. pass.Variants.Select(place => variants[place].Interventions)] };
        using ModelRun run = await _model.RunAsync(pass.Batch, plan, pass.Start, cancellationToken);
        for (int row = 0; row < pass.Variants.Length; row++)
        {
            values[pass.Variants[row]] = Read is null ? run.ObjectiveValues[row] : Read(run, row, variants[pass.Variants[row]].Example);
        }
    }
}
