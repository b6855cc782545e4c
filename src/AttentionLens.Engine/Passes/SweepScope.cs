using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>One example of a sweep as one action sees it.</summary>
internal sealed class SweepScope(
    EncodedExample example, AnalysisSink sink, double whole, ImmutableArray<double> values, ImmutableArray<ModelUnit> units) : SweepContext
{
    public override EncodedExample Example => example;

    public override AnalysisSink Sink => sink;

    public override double Whole => whole;

    public override ImmutableArray<double> Values => values;

    public override ImmutableArray<ModelUnit> Units => units;
}
