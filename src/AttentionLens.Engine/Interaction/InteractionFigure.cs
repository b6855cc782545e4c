using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Engine;

/// <summary>What units cost together, as pictures.</summary>
public static class InteractionFigure
{
    /// <summary>A matrix of units by units: the interaction of each pair; the diagonal is empty.</summary>
    /// <param name="result">The pairs.</param>
    public static MatrixFigure Of(PairwiseResult result)
    {
        int count = result.Units.Length;
        float[] values = new float[count * count];
        Array.Fill(values, float.NaN);
        ImmutableArray<MatrixCell>.Builder sure = ImmutableArray.CreateBuilder<MatrixCell>();
        foreach (UnitPair pair in result.Pairs)
        {
            int first = result.Units.IndexOf(pair.First);
            int second = result.Units.IndexOf(pair.Second);
            values[(first * count) + second] = values[(second * count) + first] = (float)pair.Interaction;
            if (pair.Test?.AdjustedPValue < ImportanceWords.Level)
            {
                sure.AddRange(new MatrixCell(first, second), new MatrixCell(second, first));
            }
        }

        double end = result.Pairs.Max(pair => Math.Abs(pair.Interaction));
        AxisLabels labels = new("unit", [.. result.Units.Select(unit => unit.ToString())]);
        return new MatrixFigure(
            new ArtefactId("importance/pairwise"),
            "What two cost together, beyond what they cost alone",
            labels,
            labels,
            [.. values],
            new ColorScale(ColorScaleKind.Diverging, end > 0 ? -end : -1, end > 0 ? end : 1, $"interaction ({ImportanceNames.Of(result.Metric)})"))
        {
            Outlines = sure.ToImmutable(),
            Caption = "Above 0 one makes up for the other, below 0 each needs the other. Outlined: other than 0 for sure.",
        };
    }

    /// <summary>A curve of what it costs as units go, the cheapest next one first.</summary>
    /// <param name="result">The steps.</param>
    public static ChartFigure Of(GreedyResult result)
    {
        string metric = ImportanceNames.Of(result.Metric);
        ImmutableArray<GreedyStep> steps = result.Beyond is { } beyond ? result.Steps.Add(beyond) : result.Steps;
        bool hasIntervals = steps.All(step => step.Interval is not null);
        return new ChartFigure(
            new ArtefactId("importance/greedy"),
            "What units cost together",
            [
                new CurvePanel(
                    $"by how much the {metric} gets worse, least cost first",
                    string.Create(CultureInfo.InvariantCulture, $"units removed, of {result.Units}"),
                    $"cost ({metric})",
                    [
                        new ChartCurve(
                            "the cheapest next one",
                            [.. Enumerable.Range(0, steps.Length + 1).Select(removed => (float)removed)],
                            [0, .. steps.Select(step => (float)step.Harm)])
                        {
                            Lower = hasIntervals ? [0, .. steps.Select(step => (float)step.Interval!.Value.Low)] : [],
                            Upper = hasIntervals ? [0, .. steps.Select(step => (float)step.Interval!.Value.High)] : [],
                        },
                    ]),
            ]);
    }
}
