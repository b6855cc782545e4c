using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A chart of curves over one axis.</summary>
public sealed record CurvePanel : ChartPanel
{
    private const int MostCurves = 64;

    /// <summary>Creates a chart.</summary>
    /// <param name="title">Its heading, one line.</param>
    /// <param name="horizontal">What lies along the horizontal axis, with its unit.</param>
    /// <param name="vertical">What lies along the vertical axis, with its unit.</param>
    /// <param name="curves">The curves.</param>
    public CurvePanel(string title, string horizontal, string vertical, ImmutableArray<ChartCurve> curves)
        : base(title) => (Horizontal, Vertical, Curves) = (horizontal, vertical, curves);

    /// <summary>What lies along the horizontal axis, with its unit.</summary>
    public string Horizontal { get; init; }

    /// <summary>What lies along the vertical axis, with its unit.</summary>
    public string Vertical { get; init; }

    /// <summary>The curves.</summary>
    public ImmutableArray<ChartCurve> Curves { get; init; }

    /// <summary>Whether the vertical axis counts in powers of ten; all vertical places are then above 0.</summary>
    /// <value>false by default.</value>
    public bool IsLogarithmic { get; init; }

    internal override string? FindProblem() =>
        Horizontal is null || Vertical is null
            ? $"has an axis without a name in {Chart}; give a text"
            : ArtefactFit.List(Curves, $"curves in {Chart}", MostCurves) ?? ArtefactFit.First(Curves, curve => curve.FindProblem(Chart))
                ?? (IsLogarithmic && Curves.Any(curve => curve.Y.Concat(curve.Lower).Concat(curve.Upper).Any(place => place <= 0))
                    ? $"has a number that is not above 0 on the logarithmic axis of {Chart}; expected positive numbers"
                    : null);
}
