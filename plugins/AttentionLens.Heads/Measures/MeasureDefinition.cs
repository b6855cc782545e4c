using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>A measure as reports speak of it.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Name">Its name in tables and findings.</param>
/// <param name="Slug">Its name in artefact ids.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Definition">What it is, in one sentence.</param>
internal sealed record MeasureDefinition(HeadMeasure Measure, string Name, string Slug, string Unit, string Definition)
{
    public const string Probability = "probability";
    public const string Share = "share of log n";

    public static ImmutableArray<MeasureDefinition> All { get; } =
    [
        new(HeadMeasure.Entropy, "entropy", "entropy", "nats",
            "The mean over queries of -sum A ln A: 0 for a head that looks at one position, ln n for one that looks at all alike."),
        new(HeadMeasure.NormalizedEntropy, "normalized entropy", "normalized-entropy", Share,
            "The entropy of each query divided by ln of the number of keys it can attend to; queries with one key are left out."),
        new(HeadMeasure.Confidence, "confidence", "confidence", Probability,
            "The mean over queries of the largest weight; queries with one key are left out."),
        new(HeadMeasure.PreviousTokenMass, "previous-token mass", "previous-token", Probability,
            "The mean attention to the position just before the query."),
        new(HeadMeasure.NextTokenMass, "next-token mass", "next-token", Probability,
            "The mean attention to the position just after the query."),
        new(HeadMeasure.FirstTokenMass, "first-token mass", "first-token", Probability,
            "The mean attention to the first position."),
        new(HeadMeasure.SeparatorMass, "separator mass", "separator", Probability,
            "The mean attention to all separators together; separators are special tokens other than the first, masks, padding and unknown words."),
        new(HeadMeasure.DiagonalMass, "diagonal mass", "diagonal", Probability,
            "The mean attention of a position to itself."),
        new(HeadMeasure.MeanDistance, "mean distance", "mean-distance", "positions",
            "The mean over queries of the distance to what is attended to, weighted by attention."),
    ];

    public static MeasureDefinition Of(HeadMeasure measure) => All[(int)measure];
}
