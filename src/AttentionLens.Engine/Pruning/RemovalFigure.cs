using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What removing units costs, as a picture.</summary>
public static class RemovalFigure
{
    /// <summary>The metric against what is left, in the order that was asked for, in its reverse and at random.</summary>
    /// <param name="result">The curves.</param>
    /// <param name="name">Whose order it is.</param>
    /// <param name="units">What the units are called, in the plural.</param>
    /// <param name="more">Other ways to remove them, drawn in a chart of their own beside the order.</param>
    public static ChartFigure Of(RemovalResult result, string name, string units, params ImmutableArray<RemovalCurve> more)
    {
        int all = result.Order.Points[^1].Removed;
        return new ChartFigure(
            new ArtefactId("pruning/curve"),
            $"What removing {units} costs",
            [
                new CurvePanel(
                    $"{ImportanceNames.Of(result.Metric)}, {(result.LowerIsBetter ? "lower" : "higher")} is better",
                    $"{units} removed, up to {FormattableString.Invariant($"{all}")}",
                    ImportanceNames.Of(result.Metric),
                    [
                        CurveOf($"least important first, by {name}", result.Order, isControl: false),
                        CurveOf("most important first", result.Reverse, isControl: false),
                        CurveOf("random orders", result.Random, isControl: true),
                    ]),
                .. more.IsEmpty ? [] : (ReadOnlySpan<ChartPanel>)[Beside(result, name, units, more)],
            ]);
    }

    // The order alone and as far as the others go: beside the worst that can be, nobody sees them apart.
    private static CurvePanel Beside(RemovalResult result, string name, string units, ImmutableArray<RemovalCurve> more)
    {
        int last = more.Max(curve => curve.Points[^1].Removed);
        RemovalCurve order = result.Order with { Points = [.. result.Order.Points.Where(point => point.Removed <= last)] };
        return new CurvePanel(
            "in rounds",
            $"{units} removed",
            ImportanceNames.Of(result.Metric),
            [CurveOf($"least important first, by {name}", order, isControl: false), .. more.Select(curve => CurveOf(curve.Name, curve, isControl: false))]);
    }

    private static ChartCurve CurveOf(string name, RemovalCurve curve, bool isControl) => new(
        name, [.. curve.Points.Select(point => (float)point.Removed)], [.. curve.Points.Select(point => (float)point.Value)])
    {
        Lower = BandOf(curve, interval => interval.Low),
        Upper = BandOf(curve, interval => interval.High),
        IsControl = isControl,
    };

    private static ImmutableArray<float> BandOf(RemovalCurve curve, Func<(double Low, double High), double> edge) =>
        curve.Points.All(point => point.Interval is not null) ? [.. curve.Points.Select(point => (float)edge(point.Interval!.Value))] : [];
}
