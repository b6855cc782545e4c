using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A curve of a chart. Curves of one name have one colour in all charts of a figure.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="X">The horizontal places of its points, rising; all finite.</param>
/// <param name="Y">The vertical places of its points; all finite.</param>
public sealed record ChartCurve(string Name, ImmutableArray<float> X, ImmutableArray<float> Y)
{
    /// <summary>The lower edge of a band around it, one number for each point.</summary>
    /// <value>Empty by default: no band.</value>
    public ImmutableArray<float> Lower { get; init; } = [];

    /// <summary>The upper edge of the band, one number for each point.</summary>
    /// <value>Empty by default: no band.</value>
    public ImmutableArray<float> Upper { get; init; } = [];

    /// <summary>Whether it is what the others are compared with; it is drawn in grey.</summary>
    public bool IsControl { get; init; }
}
