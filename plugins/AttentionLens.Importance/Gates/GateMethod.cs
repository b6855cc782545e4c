using System.Collections.Immutable;

namespace AttentionLens.Importance;

/// <summary>Learns a random gate on every head that wants to close: a head whose gate stays open is needed together with the others that are open.</summary>
/// <remarks>What is learned is one number for each head; where <c>train</c> says so, weights of a copy of the model too, which is thrown away in the end: the model itself stays as it is. The score is the probability that the gate is not 0; <c>gate</c> is the gate without
/// randomness. Minimised is the mean metric of the examples plus the penalty times the mean over layers of the sum of the scores. Source: Voita et al. 2019, section 6.</remarks>
public sealed class GateMethod : ImportanceMethod
{
    private static readonly NumberOption StepsOption = new("steps", "How many steps are taken, a whole number of at least 1.", 200, 1, 1_000_000);
    private static readonly NumberOption ExamplesOption = new("examples", "How many examples each step looks at, a whole number of at least 1.", 16, 1, 1_000_000);
    private static readonly NumberOption PenaltyOption = new("penalty", "What an open head costs, in units of the metric.", 0.1, 0, 1e6);
    private static readonly NumberOption RateOption = new("rate", "How far a step goes in log a.", 0.1, 1e-6, 10);
    private static readonly NumberOption InitialOption = new("initial", "The log a that all gates start from; 2 is open in 94 of 100 draws.", 2, -20, 20);

    private static readonly ChoiceOption TrainOption = new(
        "train", "Which weights learn to do with fewer heads, in a copy of the model: none, those of the encoder's blocks, or all.", TrainedStages.None, [TrainedStages.None, TrainedStages.Encoder, TrainedStages.All]);

    private static readonly NumberOption LearningRateOption = new("learning-rate", "How far a trained weight goes in a step at most, about.", 0.0005, 1e-9, 10);

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new("l0-gates", "How likely a learned gate on the head is open, where open gates cost.", [UnitKind.Head])
    {
        Sources = [Papers.Voita2019, Papers.Louizos2018],
    };

    /// <inheritdoc/>
    /// <value><c>steps</c> 200, <c>examples</c> 16, <c>penalty</c> 0.1, <c>rate</c> 0.1, <c>initial</c> 2, <c>train</c> none, <c>learning-rate</c> 0.0005.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [StepsOption, ExamplesOption, PenaltyOption, RateOption, InitialOption, TrainOption, LearningRateOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        await using ModelTraining? weights = await TrainedStages.OpenAsync(
            context, context.Options.Get(TrainOption), context.Options.Get(LearningRateOption), cancellationToken);
        GateTraining training = new(context, weights, context.Options.Get(InitialOption));
        await training.RunAsync(
            context.Options.GetWhole(StepsOption),
            context.Options.GetWhole(ExamplesOption),
            context.Options.Get(PenaltyOption),
            context.Options.Get(RateOption),
            cancellationToken);
        double[] logA = training.LogA.ToArray();
        ImmutableArray<double> gates = [.. logA.Select(HardConcrete.Final)];
        return new ImportanceScores
        {
            Scores = [.. logA.Select(value => HardConcrete.Open(value).Probability)],
            Extras = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create("gate", gates)]),
            Measures =
            [
                new Measure("open_heads", gates.Count(gate => gate > 0), "heads"),
                new Measure("gated_harm", await HarmAsync(context, weights, training.Scaled(unit => gates[unit]), cancellationToken), context.Metric),
            ],
        };
    }

    // What the metric loses with all gates as they end, mean over examples.
    private static async ValueTask<double> HarmAsync(
        ImportanceContext context, ModelTraining? weights, ImmutableArray<Intervention> gated, CancellationToken cancellationToken)
    {
        double sum = 0;
        RunPlan plan = new() { Objective = context.DemandObjective(), Interventions = gated };
        foreach (MeasuredBatch batch in context.Batches)
        {
            using ModelRun run = weights is null
                ? await context.RunAsync(batch.Batch, plan, cancellationToken)
                : await weights.RunAsync(batch.Batch, plan, cancellationToken);
            sum += run.ObjectiveValues.Select((value, example) => context.Harm(batch.Values[example], value)).Sum();
        }

        return sum / context.ExampleCount;
    }
}
