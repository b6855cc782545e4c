using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Measures which units make up for each other and which need each other, by removing every two of some.</summary>
/// <remarks>I(i, j) = v(ij) − v(i) − v(j) + v(), where v is the harm of a removal. Source: Grabisch and Roubens 1999.</remarks>
public static class PairwiseInteraction
{
    /// <summary>Of how many units the pairs are measured where nothing else is said.</summary>
    public const int DefaultUnits = 12;

    /// <summary>Removes each unit and every two of them, in one sweep.</summary>
    /// <param name="request">The model, the examples, the metric and one kind of units.</param>
    /// <param name="units">The units, at least two and each once.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">There are fewer than two units, or one is not of the model.</exception>
    public static async ValueTask<PairwiseResult> RunAsync(ImportanceRequest request, ImmutableArray<ModelUnit> units, CancellationToken cancellationToken = default)
    {
        ImportanceRun run = await ImportanceRun.OpenOneKindAsync(request, cancellationToken);
        ImmutableArray<ModelUnit> chosen = [.. run.Units.Where(units.Contains)];
        if (chosen.Length < 2 || chosen.Length != units.Length)
        {
            throw new LensInputException($"Pairs of {units.Length} units were asked for, of which {chosen.Length} are units of this kind; expected at least 2, each once.");
        }

        MeasuredCorpus corpus = new(run);
        (int First, int Second)[] pairs = [.. Enumerable.Range(0, chosen.Length).SelectMany(first => Enumerable.Range(first + 1, chosen.Length - first - 1).Select(second => (first, second)))];
        ImmutableArray<ImmutableArray<double>> harms = await corpus.HarmsAsync(
            [.. chosen.Select(unit => ImmutableArray.Create(unit)), .. pairs.Select(pair => ImmutableArray.Create(chosen[pair.First], chosen[pair.Second]))], cancellationToken);
        ImmutableArray<double>[] more =
        [
            .. pairs.Select((pair, place) => harms[chosen.Length + place].Select((both, example) => both - harms[pair.First][example] - harms[pair.Second][example]).ToImmutableArray()),
        ];
        Bootstrap bootstrap = new(corpus.Examples.Length, request.Resamples, request.Seed);
        RemovalTests tests = new(run.Meter.Metric, corpus.Weights, request.Correction, request.Seed);
        RemovalTest[] tested = corpus.Examples.Length < 2 ? [] : [.. more.Select((row, place) => tests.OfNumbers(row, pairs.Length, place))];
        ImmutableArray<double> adjusted = ManyTests.Adjust([.. tested.Select(test => test.PValue)], request.Correction);
        return new PairwiseResult(
            run.Meter.Metric,
            chosen,
            [
                .. pairs.Select((pair, place) => new UnitPair(chosen[pair.First], chosen[pair.Second], corpus.MeanOf(harms[chosen.Length + place]), corpus.MeanOf(more[place]))
                {
                    Interval = bootstrap.IntervalOf(more[place], corpus.Weights),
                    Test = tested.Length == 0 ? null : tested[place] with { AdjustedPValue = adjusted[place] },
                }),
            ])
        {
            Correction = request.Correction,
        };
    }

    /// <summary>The units whose pairs are worth the work: those that score highest, in forward order.</summary>
    /// <param name="result">Scores of one kind of units.</param>
    /// <param name="count">How many.</param>
    public static ImmutableArray<ModelUnit> MostImportant(ImportanceResult result, int count)
    {
        HashSet<ModelUnit> highest = [.. result.Units.OrderByDescending(unit => unit.Score).Take(count).Select(unit => unit.Unit)];
        return [.. result.Units.Select(unit => unit.Unit).Where(highest.Contains)];
    }
}
