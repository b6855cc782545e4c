using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Tests the answers of attribution methods against the model: takes away what they call relevant and looks at what is lost.</summary>
public static class FaithfulnessRunner
{
    /// <summary>Tests methods on a batch, with random orders as the control.</summary>
    /// <param name="request">The model, the examples and the methods.</param>
    /// <param name="progress">Hears how far it is, from 0 to 1.</param>
    /// <param name="cancellationToken">Cancels within a pass.</param>
    /// <exception cref="LensInputException">A method does not fit the model, or positions cannot be taken away as asked.</exception>
    public static async ValueTask<FaithfulnessResult> EvaluateAsync(
        FaithfulnessRequest request, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        Demand(request);
        TestedBatch tested = await TestedBatch.OfAsync(request, cancellationToken);
        ImmutableArray<ImmutableArray<Ranking>> asked = await MethodAnswers.AskAsync(request, tested, done => progress?.Report(0.3 * done), cancellationToken);
        ImmutableArray<ImmutableArray<Ranking>> chance =
            [.. tested.Inputs.Select(input => Enumerable.Range(0, request.RandomOrders).Select(sample => Ranking.Random(input, request.Seed, sample)).ToImmutableArray())];
        RankingJudge judge = await RankingJudge.RunAsync(
            request.Model, tested, asked.Concat(chance).SelectMany(rankings => rankings), done => progress?.Report(0.3 + (0.6 * done)), cancellationToken);
        RandomRemovals removals = await RandomRemovals.RunAsync(request, tested, done => progress?.Report(0.9 + (0.1 * done)), cancellationToken);
        return Result(
            request,
            tested,
            [.. chance.Select(orders => orders.Select(order => judge.Judge(order)).ToImmutableArray())],
            [.. asked.Select(method => method.Select((ranking, place) => judge.Judge(ranking, removals.InfidelityOf(place, ranking.Scores!))).ToImmutableArray())]);
    }

    private static FaithfulnessResult Result(
        FaithfulnessRequest request,
        TestedBatch tested,
        ImmutableArray<ImmutableArray<ImmutableArray<Measure>>> chance,
        ImmutableArray<ImmutableArray<ImmutableArray<Measure>>> methods) => new(
            [.. tested.Inputs.Select(input => request.Batch.Examples[input.Index].Index)],
            new RankingFaithfulness(RankingFaithfulness.Random, [.. chance.Select(Averaged)]),
            [.. chance.Select(orders => orders.Max(FaithfulnessResult.Gap))],
            [.. request.Methods.Select((method, index) => new RankingFaithfulness(method.Method.Descriptor.Name, methods[index]))]);

    private static void Demand(FaithfulnessRequest request)
    {
        if (request.RandomOrders < 2 || request.RandomRemovals < 2)
        {
            throw new LensInputException("Random orders and removals are the control; expected at least 2 of each.");
        }

        if (request.Objective is LossObjective or LogitDifferenceObjective)
        {
            throw new LensInputException("Faithfulness is measured on the probability of one class; choose --objective logit, probability or log-probability.");
        }
    }

    private static ImmutableArray<Measure> Averaged(ImmutableArray<ImmutableArray<Measure>> orders) =>
    [
        .. orders[0].Select((measure, index) => measure with { Value = orders.Average(order => order[index].Value) }),
    ];
}
