using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What a method of importance scores, and the means to do so.</summary>
public abstract class ImportanceContext
{
    /// <summary>The model.</summary>
    public abstract LensModel Model { get; }

    /// <summary>What is scored.</summary>
    public abstract ImmutableArray<ModelUnit> Units { get; }

    /// <summary>All units of the model of one kind, whether they are scored or not.</summary>
    /// <param name="kind">The kind.</param>
    public abstract ImmutableArray<ModelUnit> AllOf(UnitKind kind);

    /// <summary>The examples.</summary>
    public abstract ImmutableArray<MeasuredBatch> Batches { get; }

    /// <summary>The examples that a method may learn from where it learns something, with the metric of each.</summary>
    /// <value>Those that are measured, where no others were given.</value>
    public virtual ImmutableArray<MeasuredBatch> TrainingBatches => Batches;

    /// <summary>Gives copies of the model that a method may train; null where it cannot be copied.</summary>
    /// <value>null by default.</value>
    public virtual ModelTrainer? Trainer => null;

    /// <summary>The name of the metric, for instance <c>loss</c>.</summary>
    public abstract string Metric { get; }

    /// <summary>Whether the model does better where the metric is lower.</summary>
    public abstract bool LowerIsBetter { get; }

    /// <summary>The metric of one example as a scalar with a gradient, which does not depend on what else stands in a batch; null where the metric has none.</summary>
    public abstract Objective? Objective { get; }

    /// <summary>The method's settings.</summary>
    public abstract AnalysisOptions Options { get; }

    /// <summary>Decides all that is random. Randomness for an example goes by <see cref="EncodedExample.Index"/>.</summary>
    public abstract ulong Seed { get; }

    /// <summary>The number of rows that a pass takes at a time where a method has many to run.</summary>
    public abstract int MaxRows { get; }

    /// <summary>The number of examples in all batches.</summary>
    public int ExampleCount => Batches.Sum(batch => batch.Batch.Size);

    /// <summary>Runs the model.</summary>
    /// <param name="batch">The examples, at most <see cref="MaxRows"/> unless it is one of <see cref="Batches"/> or <see cref="TrainingBatches"/> itself.</param>
    /// <param name="plan">All that is asked for.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    /// <returns>The run; the caller disposes it.</returns>
    public abstract ValueTask<ModelRun> RunAsync(InputBatch batch, RunPlan plan, CancellationToken cancellationToken);

    /// <summary>The metric under each of many changes. The changes are declared together, so that they can be run together: in batches, and from the
    /// first stage that differs.</summary>
    /// <param name="batch">One of <see cref="Batches"/>.</param>
    /// <param name="variants">The changes.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <returns>One value for each variant, in their order.</returns>
    public abstract ValueTask<ImmutableArray<double>> EvaluateAsync(MeasuredBatch batch, IReadOnlyList<InputVariant> variants, CancellationToken cancellationToken);

    /// <summary>A rule set by its name.</summary>
    /// <param name="name">The name, for instance <c>attnlrp</c>.</param>
    /// <exception cref="LensInputException">No plugin offers it; the nearest is named.</exception>
    public abstract PropagationRules RulesNamed(string name);

    /// <summary>Says how far the method is.</summary>
    /// <param name="fraction">From 0 to 1.</param>
    public abstract void Report(double fraction);

    /// <summary>By how much a change makes the metric worse; below 0 where it makes it better.</summary>
    /// <param name="before">The metric as it is.</param>
    /// <param name="after">The metric under the change.</param>
    public double Harm(double before, double after) => LowerIsBetter ? after - before : before - after;

    /// <summary>The scalar to differentiate, for a method that needs one.</summary>
    /// <exception cref="LensInputException">The metric has no gradient.</exception>
    public Objective DemandObjective() => Objective ?? throw new LensInputException(
        $"The metric '{Metric}' has no gradient, which this method needs; choose loss, logit or probability.");
}
