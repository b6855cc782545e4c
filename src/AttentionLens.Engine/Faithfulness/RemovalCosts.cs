using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What the objective loses when positions are taken away: some at random, and each alone.</summary>
internal sealed class RemovalCosts
{
    private readonly TestedBatch _tested;
    private readonly SubsetSweep _values;
    private readonly ImmutableArray<ImmutableArray<Subset>> _removals;

    private RemovalCosts(TestedBatch tested, SubsetSweep values, ImmutableArray<ImmutableArray<Subset>> removals)
    {
        _tested = tested;
        _values = values;
        _removals = removals;
    }

    /// <summary>Draws random removals of each example, and runs the model without what these and the single ones take away.</summary>
    public static async ValueTask<RemovalCosts> RunAsync(FaithfulnessRequest request, TestedBatch tested, Action<double> report, CancellationToken cancellationToken)
    {
        ImmutableArray<ImmutableArray<Subset>> removals =
            [.. tested.Inputs.Select(input => Enumerable.Range(0, request.RandomRemovals).Select(sample => input.RandomRemoval(request.Seed, sample)).ToImmutableArray())];
        SubsetSweep values = new(request.Model, tested.Batch, tested.Limits);
        await values.RunAsync(
            tested.Objective,
            tested.Inputs.SelectMany((input, place) => removals[place].Concat(BlankOut.Needed(input.Positions.Length)).Select(subset => (input, subset))),
            report,
            cancellationToken);
        return new RemovalCosts(tested, values, removals);
    }

    /// <summary>How the scores of an example agree with what removals cost.</summary>
    /// <param name="place">The example's place among those that are tested.</param>
    /// <param name="ranking">A method's ranking of it.</param>
    public IEnumerable<Measure> Measure(int place, Ranking ranking)
    {
        RemovableInput input = _tested.Inputs[place];
        double whole = _tested.Values[input.Index];
        yield return new Measure(
            FaithfulnessNames.Infidelity, Infidelity.Of(ranking.Scores, whole, [.. _removals[place].Select(subset => (subset, _values[input, subset]))]), "objective²");
        if (BlankOut.Of(ranking, whole, subset => _values[input, subset]) is { } correlation)
        {
            yield return new Measure(FaithfulnessNames.BlankOut, correlation, "correlation");
        }
    }
}
