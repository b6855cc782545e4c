using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The measures of rankings, from the probabilities of what is left of their examples.</summary>
internal sealed class RankingJudge
{
    private readonly TestedBatch _tested;
    private readonly SubsetSweep _probabilities;

    private RankingJudge(TestedBatch tested, SubsetSweep probabilities)
    {
        _tested = tested;
        _probabilities = probabilities;
    }

    /// <summary>Runs the model on all that rankings are judged by.</summary>
    public static async ValueTask<RankingJudge> RunAsync(
        LensModel model, TestedBatch tested, IEnumerable<Ranking> rankings, Action<double> report, CancellationToken cancellationToken)
    {
        SubsetSweep probabilities = new(model, tested.Batch, tested.MaxRows);
        await probabilities.RunAsync(
            new ProbabilityObjective(),
            rankings.SelectMany(ranking => new RankedSubsets(ranking.Order).Needed().Select(subset => (ranking.Input, subset))),
            report,
            cancellationToken);
        return new RankingJudge(tested, probabilities);
    }

    /// <summary>The measures of one of the rankings.</summary>
    /// <param name="ranking">The ranking.</param>
    /// <param name="more">Measures that were taken elsewhere; those that need the truth come last.</param>
    public ImmutableArray<Measure> Judge(Ranking ranking, params ReadOnlySpan<Measure> more)
    {
        RemovableInput input = ranking.Input;
        ImmutableArray<Measure> measures = new RankedSubsets(ranking.Order).Measure(
            _probabilities[input, new Subset(input.Positions.Length, [])], subset => _probabilities[input, subset]).AddRange(more);
        HashSet<int> truth = [.. Evidence.PositionsOf(_tested.Batch.Examples[input.Index]).Select(position => input.Positions.IndexOf(position)).Where(place => place >= 0)];
        return truth.Count == 0 ? measures : measures.AddRange(TruthMeasures.Of(ranking.Order, truth));
    }

    /// <summary>The curves of one of the rankings.</summary>
    public FaithfulnessCurves CurvesOf(Ranking ranking) => new RankedSubsets(ranking.Order).Curves(subset => _probabilities[ranking.Input, subset]);
}
