using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>A linear model of the objective around the input: samples count the more, the nearer they are.</summary>
/// <remarks>Source: Ribeiro, Singh and Guestrin 2016, section 3, with exp(−d²/σ²) of the cosine distance d between what is present and all.</remarks>
public sealed class LimeMethod : SurrogateMethod
{
    private static readonly NumberOption WidthOption = new("width", "The distance at which a sample counts 1/e, above 0.", 0.25, 1e-6, 1e6);
    private static readonly NumberOption PenaltyOption = new("penalty", "What the square of a coefficient costs, from 0.", 1e-3, 0, 1e9);

    /// <summary>Creates the method.</summary>
    public LimeMethod()
        : base(100)
    {
    }

    /// <inheritdoc/>
    public override AttributionDescriptor Descriptor { get; } =
        new("lime", "A linear model of the objective around the input.", AttributionKind.Perturbation)
        {
            IsSigned = true,
            Aggregation = "coefficient",
            UsesBaseline = true,
            Sources = [Papers.Ribeiro2016],
        };

    private protected override ImmutableArray<OptionDescriptor> FitOptions => [WidthOption, PenaltyOption];

    private protected override bool[] Draw(SeededRandom random, int parts) => [.. Enumerable.Range(0, parts).Select(_ => random.NextUniform() < 0.5)];

    private protected override double Weight(AnalysisOptions options, bool[] present)
    {
        double distance = 1 - Math.Sqrt((double)present.Count(there => there) / present.Length);
        double width = options.Get(WidthOption);
        return Math.Exp(-distance * distance / (width * width));
    }

    private protected override double Penalty(AnalysisOptions options) => options.Get(PenaltyOption);
}
