using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The subsets that a ranking is judged by, and what their objective says about it.</summary>
/// <remarks>Sources: DeYoung et al. 2020 for comprehensiveness and sufficiency; Petsiuk, Das and Saenko 2018 for deletion and insertion; Chefer, Gur and
/// Wolf 2021 for positive and negative perturbation.</remarks>
internal sealed class RankedSubsets
{
    private const int MostSteps = 20;
    private static readonly double[] Shares = [0.01, 0.05, 0.1, 0.2, 0.5];
    private readonly int[] _order;

    /// <param name="order">The removable positions, most relevant first.</param>
    public RankedSubsets(int[] order) => _order = order;

    /// <summary>Every subset whose objective <see cref="Measure"/> reads.</summary>
    public IEnumerable<Subset> Needed() =>
        Shares.SelectMany(share => (Subset[])[Without(Count(share)), Only(Count(share))])
            .Concat(Enumerable.Range(0, Steps + 1).SelectMany(step => (Subset[])[Without(Size(step)), Only(Size(step))]))
            .Concat(Enumerable.Range(1, 9).SelectMany(tenth => (Subset[])[Without(Tenth(tenth)), WithoutLeast(Tenth(tenth))]));

    /// <summary>The measures of the ranking.</summary>
    /// <param name="whole">The value of the whole input.</param>
    /// <param name="of">The value of a subset.</param>
    /// <param name="unit">The unit of the values.</param>
    public ImmutableArray<Measure> Measure(double whole, Func<Subset, double> of, string unit = "probability") =>
    [
        new Measure(FaithfulnessNames.Comprehensiveness, Shares.Average(share => whole - of(Without(Count(share)))), unit),
        new Measure(FaithfulnessNames.Sufficiency, Shares.Average(share => whole - of(Only(Count(share)))), unit),
        new Measure(FaithfulnessNames.Deletion, Area(step => of(Without(Size(step)))), unit),
        new Measure(FaithfulnessNames.Insertion, Area(step => of(Only(Size(step)))), unit),
        new Measure(FaithfulnessNames.Positive, Enumerable.Range(1, 9).Average(tenth => of(Without(Tenth(tenth)))), unit),
        new Measure(FaithfulnessNames.Negative, Enumerable.Range(1, 9).Average(tenth => of(WithoutLeast(Tenth(tenth)))), unit),
    ];

    /// <summary>The curves whose areas are among the measures.</summary>
    /// <param name="of">The value of a subset.</param>
    public FaithfulnessCurves Curves(Func<Subset, double> of)
    {
        int[] sizes = [.. Enumerable.Range(0, Steps + 1).Select(Size)];
        return new FaithfulnessCurves(FaithfulnessCurves.Curve(sizes, size => of(Without(size))), FaithfulnessCurves.Curve(sizes, size => of(Only(size))));
    }

    private int Steps => Math.Min(MostSteps, _order.Length);

    private int Count(double share) => Math.Min(_order.Length, (int)Math.Ceiling((share * _order.Length) - 1e-9));

    private int Size(int step) => (int)Math.Round((double)step * _order.Length / Math.Max(1, Steps), MidpointRounding.AwayFromZero);

    private int Tenth(int tenth) => (int)Math.Round(tenth * _order.Length / 10.0, MidpointRounding.AwayFromZero);

    private Subset Without(int count) => new(_order.Length, _order.AsSpan(0, count));

    private Subset Only(int count) => new(_order.Length, _order.AsSpan(count));

    private Subset WithoutLeast(int count) => new(_order.Length, _order.AsSpan(_order.Length - count));

    // The trapezoid rule over equal steps.
    private double Area(Func<int, double> at)
    {
        if (Steps == 0)
        {
            return at(0);
        }

        double sum = 0;
        for (int step = 0; step <= Steps; step++)
        {
            sum += at(step) * (step == 0 || step == Steps ? 0.5 : 1);
        }

        return sum / Steps;
    }
}
