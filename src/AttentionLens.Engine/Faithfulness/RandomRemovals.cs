using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What random removals cost, for infidelity.</summary>
internal sealed class RandomRemovals
{
    private readonly TestedBatch _tested;
    private readonly SubsetSweep _values;
    private readonly ImmutableArray<ImmutableArray<Subset>> _removals;

    private RandomRemovals(TestedBatch tested, SubsetSweep values, ImmutableArray<ImmutableArray<Subset>> removals)
    {
        _tested = tested;
        _values = values;
        _removals = removals;
    }

    /// <summary>Draws removals of each example and runs the model without what they take away.</summary>
    public static async ValueTask<RandomRemovals> RunAsync(FaithfulnessRequest request, TestedBatch tested, Action<double> report, CancellationToken cancellationToken)
    {
        ImmutableArray<ImmutableArray<Subset>> removals =
            [.. tested.Inputs.Select(input => Enumerable.Range(0, request.RandomRemovals).Select(sample => input.RandomRemoval(request.Seed, sample)).ToImmutableArray())];
        SubsetSweep values = new(request.Model, tested.Batch, tested.MaxRows);
        await values.RunAsync(request.Objective, tested.Inputs.SelectMany((input, place) => removals[place].Select(subset => (input, subset))), report, cancellationToken);
        return new RandomRemovals(tested, values, removals);
    }

    /// <summary>How far scores are from what the removals cost.</summary>
    /// <param name="place">The example's place among those that are tested.</param>
    /// <param name="scores">The score of each removable position.</param>
    public Measure InfidelityOf(int place, double[] scores)
    {
        RemovableInput input = _tested.Inputs[place];
        return new Measure(
            FaithfulnessNames.Infidelity,
            Infidelity.Of(scores, _tested.Values[input.Index], [.. _removals[place].Select(subset => (subset, _values[input, subset]))]),
            "objective²");
    }
}
