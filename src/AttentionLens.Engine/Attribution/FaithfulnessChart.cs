using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>The faithfulness of methods as charts: curves of deletion and insertion against the band of random orders, and bars of comprehensiveness and sufficiency.</summary>
public static class FaithfulnessChart
{
    /// <summary>The charts; null where no example had a position that could be taken away.</summary>
    /// <param name="faithfulness">What was measured.</param>
    /// <param name="removal">What became of a position that was taken away.</param>
    public static ChartFigure? Of(FaithfulnessResult faithfulness, RemovalMode removal) => faithfulness.Examples.IsEmpty || faithfulness.Control.Curves.IsEmpty ? null
        : new ChartFigure(
            new ArtefactId($"{AttributionStep.Name}/curves"),
            "Faithfulness of attributions, drawn",
            [
                Curves("Deletion: lower is better", "share taken away, most relevant first", faithfulness, curves => curves.Deletion),
                Curves("Insertion: higher is better", "share put back, most relevant first", faithfulness, curves => curves.Insertion),
                Bars("Comprehensiveness: higher is better", faithfulness, FaithfulnessNames.Comprehensiveness),
                Bars("Sufficiency: lower is better", faithfulness, FaithfulnessNames.Sufficiency),
            ])
        {
            Caption = string.Create(
                CultureInfo.InvariantCulture,
                $"The {JudgedObjective.InWords(faithfulness.Objective)} as positions go or come, mean over {faithfulness.Examples.Length} {(faithfulness.Examples.Length == 1 ? "example" : "examples")}; removal: {AttributionNames.Of(removal)}. The grey band reaches from the lowest to the highest of {faithfulness.ControlCurves[0].Length} random orders. Bars are means with their standard errors; the dashed line is random."),
        };

    private static CurvePanel Curves(string title, string horizontal, FaithfulnessResult faithfulness, Func<FaithfulnessCurves, ImmutableArray<double>> read)
    {
        ImmutableArray<float> shares = [.. FaithfulnessCurves.Shares.Select(share => (float)share)];

        // An order is one draw for every example, so its curve is a mean over the examples like that of a method.
        ImmutableArray<ImmutableArray<double>> orders =
        [
            .. Enumerable.Range(0, faithfulness.ControlCurves[0].Length).Select(order => read(FaithfulnessCurves.Mean([.. faithfulness.ControlCurves.Select(example => example[order])]))),
        ];
        ChartCurve control = Curve(faithfulness.Control) with
        {
            IsControl = true,
            Lower = [.. shares.Select((_, place) => (float)orders.Min(order => order[place]))],
            Upper = [.. shares.Select((_, place) => (float)orders.Max(order => order[place]))],
        };
        return new CurvePanel(title, horizontal, JudgedObjective.AxisOf(faithfulness.Objective), [control, .. faithfulness.Methods.Select(Curve)]);

        ChartCurve Curve(RankingFaithfulness ranking) => new(ranking.Method, shares, [.. read(FaithfulnessCurves.Mean(ranking.Curves)).Select(value => (float)value)]);
    }

    private static BarPanel Bars(string title, FaithfulnessResult faithfulness, string measure)
    {
        bool higher = FaithfulnessNames.HigherIsBetter(measure);
        RankingFaithfulness[] ranked =
        [
            .. faithfulness.Methods.OrderBy(method => (higher ? -1 : 1) * MeanOf(method).Value).ThenBy(method => method.Method, StringComparer.Ordinal),
            faithfulness.Control,
        ];
        return new BarPanel(title, JudgedObjective.UnitOf(faithfulness.Objective), [.. ranked.Select(method => method.Method)], [.. ranked.Select(method => (float)MeanOf(method).Value)])
        {
            Errors = [.. ranked.Select(method => (float)(MeanOf(method).StandardError ?? double.NaN))],
            Reference = MeanOf(faithfulness.Control).Value,
        };

        Measure MeanOf(RankingFaithfulness method) => method.Means.First(mean => mean.Name == measure);
    }
}
