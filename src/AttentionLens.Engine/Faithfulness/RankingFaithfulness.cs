using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What the model says about the order in which a method ranks positions.</summary>
/// <param name="Method">The method, or <c>random</c> for the control.</param>
/// <param name="Examples">The measures of each example that has positions to take away, in the order of <see cref="FaithfulnessResult.Examples"/>.</param>
public sealed record RankingFaithfulness(string Method, ImmutableArray<ImmutableArray<Measure>> Examples)
{
    /// <summary>The control's name.</summary>
    public const string Random = "random";

    /// <summary>The curves of each example, in the order of <see cref="Examples"/>; for the control their means over its random orders.</summary>
    /// <value>Empty where none were kept.</value>
    public ImmutableArray<FaithfulnessCurves> Curves { get; init; } = [];

    /// <summary>The mean of each measure over the examples that have it, with its standard error.</summary>
    public ImmutableArray<Measure> Means { get; } =
    [
        .. Examples.SelectMany(measures => measures).GroupBy(measure => (measure.Name, measure.Unit)).Select(group => Mean(group.Key.Name, group.Key.Unit, [.. group.Select(measure => measure.Value)])),
    ];

    /// <summary>The mean of one measure, or null where no example has it.</summary>
    /// <param name="name">The measure, one of <see cref="FaithfulnessNames"/>.</param>
    public double? MeanOf(string name) => Means.FirstOrDefault(measure => measure.Name == name)?.Value;

    private static Measure Mean(string name, string unit, double[] values)
    {
        double mean = values.Average();
        double? error = values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return new Measure(name, mean, unit, error);
    }
}
