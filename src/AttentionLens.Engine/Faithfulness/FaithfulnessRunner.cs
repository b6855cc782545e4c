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
        SweepTally tally = new();
        request = request with { Tally = tally };
        TestedBatch tested = await TestedBatch.OfAsync(request, cancellationToken);
        List<UnfitMethod> unfit = [];
        ImmutableArray<MethodAnswer> answers = await MethodAnswers.AskAsync(request, tested, unfit, done => progress?.Report(0.3 * done), cancellationToken);
        ImmutableArray<ImmutableArray<Ranking>> chance =
            [.. tested.Inputs.Select(input => Enumerable.Range(0, request.RandomOrders).Select(sample => Ranking.Random(input, request.Seed, sample)).ToImmutableArray())];
        RankingJudge judge = await RankingJudge.RunAsync(
            request, tested, answers.Select(answer => answer.Rankings).Concat(chance).SelectMany(rankings => rankings), done => progress?.Report(0.3 + (0.6 * done)), cancellationToken);
        RemovalCosts costs = await RemovalCosts.RunAsync(request, tested, done => progress?.Report(0.9 + (0.1 * done)), cancellationToken);
        ImmutableArray<ImmutableArray<ImmutableArray<Measure>>> random = [.. chance.Select(orders => orders.Select(order => judge.Judge(order)).ToImmutableArray())];
        ImmutableArray<ImmutableArray<FaithfulnessCurves>> randomCurves = [.. chance.Select(orders => orders.Select(judge.CurvesOf).ToImmutableArray())];
        return new FaithfulnessResult(
            [.. tested.Inputs.Select(input => request.Batch.Examples[input.Index].Index)],
            new RankingFaithfulness(RankingFaithfulness.Random, [.. random.Select(Averaged)]) { Curves = [.. randomCurves.Select(curves => FaithfulnessCurves.Mean(curves))] },
            [.. random.Select(orders => orders.Max(FaithfulnessResult.Gap))],
            [
                .. answers.Select(answer => new RankingFaithfulness(
                    answer.Name, [.. answer.Rankings.Select((ranking, place) => judge.Judge(ranking, [.. Own(answer, place, costs)]))])
                {
                    Curves = [.. answer.Rankings.Select(judge.CurvesOf)],
                }),
            ])
        {
            Objective = request.Objective,
            ControlCurves = randomCurves,
            LeftOut = [.. unfit],
            Sweeps = tally.Work,
        };
    }

    private static void Demand(FaithfulnessRequest request)
    {
        if (request.RandomOrders < 2 || request.RandomRemovals < 2)
        {
            throw new LensInputException("Random orders and removals are the control; expected at least 2 of each.");
        }

        if (request.SensitivitySamples < 0)
        {
            throw new LensInputException($"Sensitivity was to be measured with {request.SensitivitySamples} samples; expected 0 or more.");
        }

        if (request.Objective is LossObjective)
        {
            throw new LensInputException("Faithfulness is measured on what the model says, not on its loss; choose --objective logit, probability, log-probability, logit-difference or continuation.");
        }
    }

    // What is measured of scores, and not of their order alone.
    private static IEnumerable<Measure> Own(MethodAnswer answer, int place, RemovalCosts costs)
    {
        IEnumerable<Measure> measures = costs.Measure(place, answer.Rankings[place]);
        return answer.Sensitivities[place] is { } sensitivity ? measures.Append(new Measure(FaithfulnessNames.Sensitivity, sensitivity, "share")) : measures;
    }

    private static ImmutableArray<Measure> Averaged(ImmutableArray<ImmutableArray<Measure>> orders) =>
    [
        .. orders[0].Select((measure, index) => measure with { Value = orders.Average(order => order[index].Value) }),
    ];
}
