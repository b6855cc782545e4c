using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A chart of points, one quantity against another.</summary>
public sealed record ScatterPanel : ChartPanel
{
    private const int MostPoints = 4096;

    /// <summary>Creates a chart.</summary>
    /// <param name="title">Its heading, one line.</param>
    /// <param name="horizontal">What lies along the horizontal axis, with its unit.</param>
    /// <param name="vertical">What lies along the vertical axis, with its unit.</param>
    /// <param name="points">The points.</param>
    public ScatterPanel(string title, string horizontal, string vertical, ImmutableArray<ScatterPoint> points)
        : base(title) => (Horizontal, Vertical, Points) = (horizontal, vertical, points);

    /// <summary>What lies along the horizontal axis, with its unit.</summary>
    public string Horizontal { get; init; }

    /// <summary>What lies along the vertical axis, with its unit.</summary>
    public string Vertical { get; init; }

    /// <summary>The points.</summary>
    public ImmutableArray<ScatterPoint> Points { get; init; }

    /// <summary>A line under the heading, for instance how far both quantities agree.</summary>
    /// <value>Empty by default: no line.</value>
    public string Subtitle { get; init; } = string.Empty;

    internal override string? FindProblem() =>
        Horizontal is null || Vertical is null ? $"has an axis without a name in {Chart}; give a text"
        : Subtitle is null ? $"has no line under the heading of {Chart}; give an empty text for none"
        : ArtefactFit.List(Points, $"points in {Chart}", MostPoints) ?? ArtefactFit.First(Points, point => point.FindProblem(Chart));
}
