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
        using ModelRun run = await request.Model.RunAsync(request.Batch, new RunPlan { Objective = request.Objective }, null, cancellationToken);
        InputBatch batch = request.Batch.Pinned(run.Targets);
        RemovableInput[] inputs = [.. Enumerable.Range(0, batch.Size).Select(index => RemovableInput.Of(request.Model, batch, index, request.Removal)).Where(input => input.Positions.Length > 0)];
        int maxRows = request.MaxRows ?? Math.Max(1, AttributionRunner.DefaultRowPositions / Math.Max(1, batch.Length + (batch.DecoderLength ?? 0)));
        List<double[][]> scores = [];
        foreach ((AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) in request.Methods)
        {
            AttributionResult answer = await AttributionRunner.AttributeAsync(RequestOf(request, batch, method, options), null, cancellationToken);
            scores.Add([.. inputs.Select(input => ScoresOf(answer, input))]);
            progress?.Report(0.3 * scores.Count / request.Methods.Length);
        }

        int[][][] chance = [.. inputs.Select(input => Enumerable.Range(0, request.RandomOrders).Select(sample => input.RandomOrder(request.Seed, sample)).ToArray())];
        int[][][] orders = [.. scores.Select(method => method.Select(Order).ToArray())];
        SubsetSweep probabilities = new(request.Model, batch, maxRows);
        await probabilities.RunAsync(
            new ProbabilityObjective(),
            inputs.SelectMany((input, place) => orders.Select(method => method[place]).Concat(chance[place]).SelectMany(order => new RankedSubsets(order).Needed().Select(subset => (input, subset)))),
            done => progress?.Report(0.3 + (0.6 * done)),
            cancellationToken);
        Subset[][] removals = [.. inputs.Select(input => Enumerable.Range(0, request.RandomRemovals).Select(sample => input.RandomRemoval(request.Seed, sample)).ToArray())];
        SubsetSweep costs = new(request.Model, batch, maxRows);
        await costs.RunAsync(
            request.Objective, inputs.SelectMany((input, place) => removals[place].Select(subset => (input, subset))), done => progress?.Report(0.9 + (0.1 * done)), cancellationToken);

        ImmutableArray<Measure> Measured(int place, int[] order, double[]? own)
        {
            RemovableInput input = inputs[place];
            ImmutableArray<Measure> measures = new RankedSubsets(order).Measure(
                probabilities[input, new Subset(input.Positions.Length, [])], subset => probabilities[input, subset]);
            if (own is not null)
            {
                measures = measures.Add(new Measure(
                    FaithfulnessNames.Infidelity,
                    Infidelity.Of(own, run.ObjectiveValues[input.Index], [.. removals[place].Select(subset => (subset, costs[input, subset]))]),
                    "objective²"));
            }

            HashSet<int> truth = TruthOf(batch.Examples[input.Index], input);
            return truth.Count == 0 ? measures : measures.AddRange(TruthMeasures.Of(order, truth));
        }

        ImmutableArray<ImmutableArray<ImmutableArray<Measure>>> random = [.. inputs.Select((_, place) => chance[place].Select(order => Measured(place, order, null)).ToImmutableArray())];
        FaithfulnessCurves CurvesOf(int place, int[] order) => new RankedSubsets(order).Curves(subset => probabilities[inputs[place], subset]);
        ImmutableArray<ImmutableArray<FaithfulnessCurves>> randomCurves = [.. inputs.Select((_, place) => chance[place].Select(order => CurvesOf(place, order)).ToImmutableArray())];
        return new FaithfulnessResult(
            [.. inputs.Select(input => request.Batch.Examples[input.Index].Index)],
            new RankingFaithfulness(RankingFaithfulness.Random, [.. random.Select(Averaged)]) { Curves = [.. randomCurves.Select(curves => FaithfulnessCurves.Mean(curves))] },
            [.. random.Select(orderings => orderings.Max(FaithfulnessResult.Gap))],
            [
                .. request.Methods.Select((method, index) => new RankingFaithfulness(
                    method.Method.Descriptor.Name, [.. inputs.Select((_, place) => Measured(place, orders[index][place], scores[index][place]))])
                {
                    Curves = [.. inputs.Select((_, place) => CurvesOf(place, orders[index][place]))],
                }),
            ])
        {
            ControlCurves = randomCurves,
        };
    }

    private static void Demand(FaithfulnessRequest request)
    {
        if (request.RandomOrders < 2 || request.RandomRemovals < 2)
        {
            throw new LensInputException("Random orders and removals are the control; expected at least 2 of each.");
        }

        if (request.Objective is LossObjective or ContinuationObjective or LogitDifferenceObjective)
        {
            throw new LensInputException("Faithfulness is measured on the probability of one class; choose --objective logit, probability or log-probability.");
        }
    }

    private static AttributionRequest RequestOf(
        FaithfulnessRequest request, InputBatch batch, AttributionMethod method, ImmutableArray<KeyValuePair<string, string>> options) => new()
        {
            Model = request.Model,
            Batch = batch,
            Method = method,
            Objective = request.Objective,
            Baseline = request.Baseline,
            Options = options,
            Rules = request.Rules,
            OpenTensors = request.OpenTensors,
            MaxRows = request.MaxRows,
        };

    private static double[] ScoresOf(AttributionResult answer, RemovableInput input)
    {
        ReadOnlySpan<float> row = answer.Scores.Row(input.Index);
        double[] scores = new double[input.Positions.Length];
        for (int place = 0; place < scores.Length; place++)
        {
            scores[place] = row[input.Positions[place]];
        }

        return scores;
    }

    // Of equal scores the earlier position comes first.
    private static int[] Order(double[] scores) => [.. Enumerable.Range(0, scores.Length).OrderByDescending(place => scores[place])];

    private static HashSet<int> TruthOf(EncodedExample example, RemovableInput input) =>
        [.. Evidence.PositionsOf(example).Select(position => input.Positions.IndexOf(position)).Where(place => place >= 0)];

    private static ImmutableArray<Measure> Averaged(ImmutableArray<ImmutableArray<Measure>> orders) =>
    [
        .. orders[0].Select((measure, index) => measure with { Value = orders.Average(order => order[index].Value) }),
    ];
}
