using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The measures of rankings, from what the model says of what is left of their examples.</summary>
internal sealed class RankingJudge
{
    private readonly TestedBatch _tested;
    private readonly SubsetSweep _values;

    private RankingJudge(TestedBatch tested, SubsetSweep values)
    {
        _tested = tested;
        _values = values;
    }

    /// <summary>Runs the model on all that rankings are judged by.</summary>
    public static async ValueTask<RankingJudge> RunAsync(
        FaithfulnessRequest request, TestedBatch tested, IEnumerable<Ranking> rankings, Action<double> report, CancellationToken cancellationToken)
    {
        SubsetSweep values = new(request.Model, tested.Batch, tested.Limits);
        await values.RunAsync(
            JudgedObjective.Of(tested.Objective),
            rankings.SelectMany(ranking => new RankedSubsets(ranking.Order).Needed().Select(subset => (ranking.Input, subset))),
            report,
            cancellationToken);
        return new RankingJudge(tested, values);
    }

    /// <summary>The measures of one of the rankings.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="more">Measures that were taken elsewhere; those that need the truth come last.</param>
    public ImmutableArray<Measure> Judge(Ranking ranking, params ReadOnlySpan<Measure> more)
    {
        RemovableInput input = ranking.Input;
        ImmutableArray<Measure> measures = new RankedSubsets(ranking.Order).Measure(
            _values[input, new Subset(input.Positions.Length, [])], subset => _values[input, subset], JudgedObjective.UnitOf(_tested.Objective)).AddRange(more);
        HashSet<int> truth = [.. Evidence.PositionsOf(_tested.Batch.Examples[input.Index]).Select(position => input.Positions.IndexOf(position)).Where(place => place >= 0)];
        return truth.Count == 0 ? measures : measures.AddRange(TruthMeasures.Of(ranking.Order, truth));
    }

    /// <summary>The curves of one of the rankings.</summary>
    public FaithfulnessCurves CurvesOf(Ranking ranking) => new RankedSubsets(ranking.Order).Curves(subset => _values[ranking.Input, subset]);
}
