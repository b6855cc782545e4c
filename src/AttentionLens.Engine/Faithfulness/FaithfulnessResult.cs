using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>What the model says about the answers of methods.</summary>
/// <param name="Examples">The examples that were tested, by their index in the whole input; one with nothing but special tokens is left out.</param>
/// <param name="Control">Random orders.</param>
/// <param name="ControlBests">For each example the highest comprehensiveness less sufficiency of its random orders.</param>
/// <param name="Methods">The methods, in the order of the request.</param>
public sealed record FaithfulnessResult(
    ImmutableArray<long> Examples, RankingFaithfulness Control, ImmutableArray<double> ControlBests, ImmutableArray<RankingFaithfulness> Methods)
{
    /// <summary>What the methods explain.</summary>
    /// <value>The logit of one class by default.</value>
    public Objective Objective { get; init; } = new LogitObjective();

    /// <summary>The curves of each random order of the control, [example][order].</summary>
    /// <value>Empty where none were kept.</value>
    public ImmutableArray<ImmutableArray<FaithfulnessCurves>> ControlCurves { get; init; } = [];

    /// <summary>The methods that were left out, because they are not defined for the model.</summary>
    public ImmutableArray<UnfitMethod> LeftOut { get; init; } = [];

    /// <summary>What sweeps ran; null where none did.</summary>
    public SweepWork? Sweeps { get; init; }

    /// <summary>Joins the results of the parts of a data set.</summary>
    /// <param name="parts">The parts, in order; at least one, all of the same methods. A method that was left out of one is left out of all.</param>
    public static FaithfulnessResult Combine(IReadOnlyList<FaithfulnessResult> parts)
    {
        ImmutableArray<UnfitMethod> unfit = [.. parts.SelectMany(part => part.LeftOut).DistinctBy(method => method.Method)];
        RankingFaithfulness[][] methods = [.. parts.Select(part => part.Methods.Where(method => !unfit.Any(left => left.Method == method.Method)).ToArray())];
        return new FaithfulnessResult(
            [.. parts.SelectMany(part => part.Examples)],
            Joined(parts.Select(part => part.Control)),
            [.. parts.SelectMany(part => part.ControlBests)],
            [.. Enumerable.Range(0, methods[0].Length).Select(method => Joined(methods.Select(part => part[method])))])
        {
            Objective = parts[0].Objective,
            LeftOut = unfit,
            ControlCurves = [.. parts.SelectMany(part => part.ControlCurves)],
            Sweeps = SweepWork.Sum(parts.Select(part => part.Sweeps)),
        };
    }

    /// <summary>Whether a method's order tells more than chance does: whether comprehensiveness less sufficiency is above that of random orders by
    /// more than two standard errors over the examples (for one example: above the best of its random orders).</summary>
    /// <param name="ranking">One of <see cref="Methods"/>.</param>
    public FaithfulnessVerdict VerdictOn(RankingFaithfulness ranking)
    {
        double[] gains = [.. ranking.Examples.Select((measures, place) => Gap(measures) - Gap(Control.Examples[place]))];
        if (gains.Length == 0)
        {
            return new FaithfulnessVerdict(false, "not tested: no example has a position that could be taken away");
        }

        double mean = gains.Average();
        bool beats = gains.Length == 1
            ? Gap(ranking.Examples[0]) > ControlBests[0]
            : mean > 2 * Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"comprehensiveness {ranking.MeanOf(FaithfulnessNames.Comprehensiveness):0.000;-0.000;0.000} against {Control.MeanOf(FaithfulnessNames.Comprehensiveness):0.000;-0.000;0.000} at random, sufficiency {ranking.MeanOf(FaithfulnessNames.Sufficiency):0.000;-0.000;0.000} against {Control.MeanOf(FaithfulnessNames.Sufficiency):0.000;-0.000;0.000}");
        string said = beats ? "beats random orders"
            : gains is [> 0] ? "does not beat random orders (one example says so only where it beats the best of them)"
            : "does not beat random orders";
        return new FaithfulnessVerdict(beats, $"{said}: {numbers}");
    }

    internal static double Gap(ImmutableArray<Measure> measures) =>
        measures.First(measure => measure.Name == FaithfulnessNames.Comprehensiveness).Value - measures.First(measure => measure.Name == FaithfulnessNames.Sufficiency).Value;

    private static RankingFaithfulness Joined(IEnumerable<RankingFaithfulness> parts) =>
        new(parts.First().Method, [.. parts.SelectMany(part => part.Examples)]) { Curves = [.. parts.SelectMany(part => part.Curves)] };
}
