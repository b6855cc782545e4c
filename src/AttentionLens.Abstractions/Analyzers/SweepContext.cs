using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One example under every change of a sweep.</summary>
public abstract class SweepContext
{
    /// <summary>The example, its target fixed to what the model as it is predicts where it names none.</summary>
    public abstract EncodedExample Example { get; }

    /// <summary>Takes findings and figures.</summary>
    public abstract AnalysisSink Sink { get; }

    /// <summary>The objective on the model as it is.</summary>
    public abstract double Whole { get; }

    /// <summary>The objective under each of <see cref="InterventionSweep.Variants"/>, then without each of <see cref="Units"/>.</summary>
    public abstract ImmutableArray<double> Values { get; }

    /// <summary>The units of <see cref="InterventionSweep.Removed"/>: by kind, then in forward order.</summary>
    public abstract ImmutableArray<ModelUnit> Units { get; }
}
