using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Says what does not fit together in a chart.</summary>
internal static class ChartCheck
{
    /// <summary>One line on what is wrong, or null.</summary>
    public static string? Problem(ChartFigure figure) =>
        figure.Panels.IsDefault ? "the charts are missing"
        : figure.Panels.Select(panel => panel switch
        {
            { Title: null } or null => "a chart is null or has no title",
            BarPanel bars => Bars(bars),
            CurvePanel curves => Curves(curves),
            _ => null,
        }).FirstOrDefault(problem => problem is not null);

    private static string? Bars(BarPanel panel)
    {
        if (panel.Unit is null || panel.Labels.IsDefault || panel.Values.IsDefault || panel.Errors.IsDefault || panel.Labels.Any(label => label is null))
        {
            return "a chart of bars has no unit, labels or values";
        }

        if (panel.Reference is { } reference && !double.IsFinite(reference))
        {
            return "what bars are compared with is not a finite number; leave it out";
        }

        return panel.Values.Length == panel.Labels.Length && (panel.Errors.IsEmpty || panel.Errors.Length == panel.Labels.Length)
            ? null
            : FormattableString.Invariant($"{panel.Values.Length} values and {panel.Errors.Length} errors for {panel.Labels.Length} bars, expected one for each");
    }

    private static string? Curves(CurvePanel panel) =>
        panel.Horizontal is null || panel.Vertical is null || panel.Curves.IsDefault
            ? "a chart of curves has no axes or no curves"
            : panel.Curves.Select(Curve).FirstOrDefault(problem => problem is not null);

    private static string? Curve(ChartCurve curve)
    {
        if (curve?.Name is null || curve.X.IsDefault || curve.Y.IsDefault || curve.Lower.IsDefault || curve.Upper.IsDefault)
        {
            return "a curve has no name or no points";
        }

        int points = curve.X.Length;
        bool fits = curve.Y.Length == points && curve.Lower.Length == curve.Upper.Length && (curve.Lower.IsEmpty || curve.Lower.Length == points);
        return !fits ? FormattableString.Invariant($"curve '{curve.Name}' has {points} horizontal places, {curve.Y.Length} vertical ones and a band of {curve.Lower.Length} and {curve.Upper.Length}; expected one for each point")
            : !Finite(curve.X) || !Finite(curve.Y) || !Finite(curve.Lower) || !Finite(curve.Upper) ? $"curve '{curve.Name}' has a point that is not a finite number"
            : Enumerable.Range(1, Math.Max(0, points - 1)).All(place => curve.X[place] > curve.X[place - 1]) ? null
            : $"the horizontal places of curve '{curve.Name}' do not rise";
    }

    private static bool Finite(ImmutableArray<float> numbers) => numbers.All(float.IsFinite);
}
