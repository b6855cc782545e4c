using System.Collections.Immutable;
using AttentionLens.Attribution;

namespace AttentionLens.Importance;

/// <summary>Learns a random gate on every head that wants to close: a head whose gate stays open is needed together with the others that are open.</summary>
/// <remarks>The model itself stays as it is; what is learned is one number for each head. The score is the probability that the gate is not 0; <c>gate</c> is the gate without
/// randomness. Minimised is the mean metric of the examples plus the penalty times the mean over layers of the sum of the scores. Source: Voita et al. 2019, section 6.</remarks>
public sealed class GateMethod : ImportanceMethod
{
    private static readonly NumberOption StepsOption = new("steps", "How many steps are taken, a whole number of at least 1.", 200, 1, 1_000_000);
    private static readonly NumberOption ExamplesOption = new("examples", "How many examples each step looks at, a whole number of at least 1.", 16, 1, 1_000_000);
    private static readonly NumberOption PenaltyOption = new("penalty", "What an open head costs, in units of the metric.", 0.1, 0, 1e6);
    private static readonly NumberOption RateOption = new("rate", "How far a step goes in log a.", 0.1, 1e-6, 10);
    private static readonly NumberOption InitialOption = new("initial", "The log a that all gates start from; 2 is open in 94 of 100 draws.", 2, -20, 20);

    /// <inheritdoc/>
    public override ImportanceDescriptor Descriptor { get; } = new("l0-gates", "How likely a learned gate on the head is open, where open gates cost.", [UnitKind.Head])
    {
        Sources = [Papers.Voita2019, Papers.Louizos2018],
    };

    /// <inheritdoc/>
    /// <value><c>steps</c> 200, <c>examples</c> 16, <c>penalty</c> 0.1, <c>rate</c> 0.1, <c>initial</c> 2.</value>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [StepsOption, ExamplesOption, PenaltyOption, RateOption, InitialOption];

    /// <inheritdoc/>
    public override async ValueTask<ImportanceScores> ScoreAsync(ImportanceContext context, CancellationToken cancellationToken)
    {
        GateTraining training = new(context, context.Options.Get(InitialOption));
        await training.RunAsync(
            WholeNumber.Get(context.Options, StepsOption),
            WholeNumber.Get(context.Options, ExamplesOption),
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
                new Measure("gated_harm", await HarmAsync(context, training.Scaled(unit => gates[unit]), cancellationToken), context.Metric),
            ],
        };
    }

    // What the metric loses with all gates as they end, mean over examples.
    private static async ValueTask<double> HarmAsync(ImportanceContext context, ImmutableArray<Intervention> gated, CancellationToken cancellationToken)
    {
        double sum = 0;
        foreach (MeasuredBatch batch in context.Batches)
        {
            ImmutableArray<double> values = await context.EvaluateAsync(
                batch, [.. Enumerable.Range(0, batch.Batch.Size).Select(example => new InputVariant(example) { Interventions = gated })], cancellationToken);
            sum += values.Select((value, example) => context.Harm(batch.Values[example], value)).Sum();
        }

        return sum / context.ExampleCount;
    }
}
