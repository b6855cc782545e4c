using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Laws;

/// <summary>What importance has to say, on scores whose truth is known.</summary>
public sealed class FindingTests
{
    private const int Examples = 20;

    [Fact]
    public void Of_OneHeadWithAllAndOthersWithNothing_NamesThem()
    {
        ImmutableArray<ImportanceFinding> findings = ImportanceFindings.Of(Result(Head(0, 1, 0.1), Head(1, 0.001, 0.004), Head(2, 0, 0)));

        Assert.Equal(["AL0401", "AL0401", "AL0402"], findings.Select(finding => finding.Finding.Descriptor.Id));
        Assert.Equal([1, 2, 0], findings.Select(finding => finding.Unit.Head!.Value));
        HeadScale proposal = Assert.IsType<HeadScale>(Assert.Single(findings[0].Proposal));
        Assert.Equal([1f, 0f, 1f], proposal.Scales.AsEnumerable());
        Assert.Contains(findings[0].Finding.Measures, measure => measure.Name == "interval_high");
    }

    [Fact]
    public void Of_SmallHarmThatIsSure_IsNotNothing() =>
        Assert.DoesNotContain(ImportanceFindings.Of(Result(Head(0, 1, 0.1), Head(1, 0.005, 0.001))), finding => finding.Finding.Descriptor.Id == "AL0401");

    [Fact]
    public void Of_HeadsThatShareTheWork_SayNothing() =>
        Assert.Empty(ImportanceFindings.Of(Result(Head(0, 1, 0.2), Head(1, 0.9, 0.2), Head(2, 1.1, 0.2))));

    [Fact]
    public void Of_SublayerThatCostsFarMoreThanItsHeads_IsBackup()
    {
        ImmutableArray<ImportanceFinding> findings = ImportanceFindings.Of(Result(
            Head(0, 0.2, 0.1), Head(1, 0.2, 0.1), Unit(new ModelUnit(UnitKind.Attention, ModelUnit.Self, 0), 2, 0.3)));

        Assert.Equal("AL0404", Assert.Single(findings).Finding.Descriptor.Id);
        Assert.IsType<ZeroAblation>(Assert.Single(findings[0].Proposal));
    }

    [Fact]
    public void Of_SublayerThatCostsAsMuchAsItsHeads_IsNone() => Assert.Empty(ImportanceFindings.Of(Result(
        Head(0, 1, 0.1), Head(1, 1, 0.1), Unit(new ModelUnit(UnitKind.Attention, ModelUnit.Self, 0), 2, 0.3))));

    [Fact]
    public void Of_LayerWithoutHarm_IsRedundant()
    {
        ImmutableArray<ImportanceFinding> findings = ImportanceFindings.Of(Result(Layer(0, 1), Layer(1, 0), Layer(2, 1)));

        Assert.Equal(("AL0403", 1), (Assert.Single(findings).Finding.Descriptor.Id, findings[0].Unit.Layer));
    }

    [Fact]
    public void Of_MethodWithoutRemovals_IsNone()
    {
        ImportanceResult result = Result(Head(0, 1, 0.1), Head(1, 0, 0));

        Assert.Empty(ImportanceFindings.Of(result with { Units = [.. result.Units.Select(unit => unit with { Value = null })] }));
        Assert.NotEmpty(ImportanceFindings.Of(result));
    }

    private static UnitImportance Head(int head, double harm, double spread) => Unit(new ModelUnit(UnitKind.Head, ModelUnit.Self, 0, head) { HeadCount = 3 }, harm, spread);

    private static UnitImportance Layer(int layer, double harm) => Unit(new ModelUnit(UnitKind.Layer, ModelUnit.Self, layer), harm, 0.01 * harm);

    // Every other example lies above the mean, the rest below.
    private static UnitImportance Unit(ModelUnit unit, double harm, double spread)
    {
        ImmutableArray<double> contributions = [.. Enumerable.Range(0, Examples).Select(example => harm + (example % 2 == 0 ? spread : -spread))];
        return new UnitImportance(unit, harm)
        {
            Contributions = contributions,
            Value = harm,
            Interval = new Bootstrap(Examples, 200, 0).IntervalOf(contributions, [.. contributions.Select(_ => 1.0)]),
        };
    }

    private static ImportanceResult Result(params ImmutableArray<UnitImportance> units) => new("leave-one-out", ImportanceMetric.Loss, 0.1, units)
    {
        Examples = [.. Enumerable.Range(0, Examples).Select(index => (long)index)],
        Weights = [.. Enumerable.Repeat(1.0, Examples)],
        Resamples = 200,
    };
}
