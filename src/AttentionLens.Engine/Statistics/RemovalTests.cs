using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Tests every removal against the whole model. The units of one kind are one family, whose p-values are corrected together.</summary>
internal sealed class RemovalTests(ImportanceMetric metric, ImmutableArray<double> weights, TestCorrection correction, ulong seed)
{
    private readonly double _meanWeight = weights.Average();

    /// <summary>The units with their tests; as they are where they come from no removal, or from a single example.</summary>
    public ImmutableArray<UnitImportance> Of(ImmutableArray<UnitImportance> units)
    {
        if (weights.Length < 2 || units.Any(unit => unit.Values.IsDefault || unit.Contributions.IsDefault))
        {
            return units;
        }

        UnitImportance[] tested = [.. units];
        foreach (IGrouping<UnitKind, int> kind in Enumerable.Range(0, tested.Length).GroupBy(place => units[place].Unit.Kind))
        {
            int[] family = [.. kind];
            RemovalTest[] tests = [.. family.Select((place, index) => Of(units[place].Contributions, family.Length, index))];
            ImmutableArray<double> adjusted = ManyTests.Adjust([.. tests.Select(test => test.PValue)], correction);
            for (int index = 0; index < family.Length; index++)
            {
                tested[family[index]] = tested[family[index]] with { Test = tests[index] with { AdjustedPValue = adjusted[index] } };
            }
        }

        return [.. tested];
    }

    /// <summary>One test that numbers lie around 0, not yet corrected.</summary>
    public RemovalTest OfNumbers(ImmutableArray<double> numbers, int family, int place)
    {
        double[] shares = Shares(numbers);
        (string name, double value) = SignFlipTest.Of(shares, family, seed, place);
        return new RemovalTest(name, value, value) { EffectSize = EffectSize.Hedges(shares) };
    }

    private RemovalTest Of(ImmutableArray<double> harms, int family, int place)
    {
        if (metric != ImportanceMetric.Accuracy)
        {
            return OfNumbers(harms, family, place);
        }

        int lost = harms.Count(harm => harm > 0);
        int won = harms.Count(harm => harm < 0);
        double exact = McNemarTest.Of(lost, won);
        return new RemovalTest("mcnemar-exact", exact, exact)
        {
            EffectSize = EffectSize.Hedges(Shares(harms)),
            Lost = lost,
            Won = won,
            RiskDifference = (double)(lost - won) / harms.Length,
        };
    }

    // An example's share in the mean: where examples weigh alike, its harm.
    private double[] Shares(ImmutableArray<double> numbers) => [.. numbers.Select((number, example) => number * weights[example] / _meanWeight)];
}
