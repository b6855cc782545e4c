using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Reads findings out of scores that come from removals: what the model does not need, what it hangs on, and what stands in for each other.</summary>
public static class ImportanceFindings
{
    /// <summary>The findings, by rule and in the order of the units.</summary>
    /// <param name="result">The scores; those of a method that removes no unit, or over fewer than 10 examples, give none.</param>
    public static ImmutableArray<ImportanceFinding> Of(ImportanceResult result)
    {
        if (result.Examples.Length < RemovalVerdicts.FewestExamples || result.Units.Any(unit => unit.Value is null || unit.Interval is null))
        {
            return [];
        }

        Bootstrap bootstrap = new(result.Examples.Length, result.Resamples, result.Seed);
        Dictionary<ModelUnit, ImmutableArray<double>> harms = result.Units.ToDictionary(unit => unit.Unit, unit => unit.Contributions);
        RemovalVerdicts verdicts = new(
            ImportanceNames.Of(result.Metric),
            [.. result.Units.Select(unit => new Removal(unit.Unit, unit.Score, unit.Interval!.Value.Low, unit.Interval.Value.High))],
            (sublayer, heads) => bootstrap.IntervalOf(
                [.. harms[sublayer.Unit].Select((harm, example) => harm - heads.Sum(head => harms[head.Unit][example]))], result.Weights));
        return [.. verdicts.All().Select(said => new ImportanceFinding(said.Finding, said.Unit))];
    }
}
