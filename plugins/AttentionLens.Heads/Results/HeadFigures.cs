using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>Each measure as a matrix of layers by heads.</summary>
internal static class HeadFigures
{
    /// <summary>One figure for each measure that any head of the group has.</summary>
    public static IEnumerable<MatrixFigure> Of(HeadGroup group, ImmutableArray<MeasuredHead> heads) =>
        MeasureDefinition.All
            .Where(definition => heads.Any(head => head[definition.Measure] is not null))
            .Select(definition => Of(group, heads, definition));

    private static MatrixFigure Of(HeadGroup group, ImmutableArray<MeasuredHead> heads, MeasureDefinition definition)
    {
        ImmutableArray<int> layers = [.. heads.Select(head => head.Hook.Layer ?? 0).Distinct().Order()];
        int width = heads.Max(head => head.Head) + 1;
        float[] values = new float[layers.Length * width];
        Array.Fill(values, float.NaN);
        foreach (MeasuredHead head in heads)
        {
            values[(layers.IndexOf(head.Hook.Layer ?? 0) * width) + head.Head] = (float)(head[definition.Measure] ?? double.NaN);
        }

        return new MatrixFigure(
            group.Artefact(definition.Slug),
            $"{char.ToUpperInvariant(definition.Name[0])}{definition.Name[1..]} of each head{group.Suffix}",
            new AxisLabels("layer", [.. layers.Select(Number)]),
            new AxisLabels("head", [.. Enumerable.Range(0, width).Select(Number)]),
            [.. values],
            Scale(definition, values))
        {
            Caption = $"{definition.Definition} {Examples(heads.Max(head => head.Statistics.Counts[(int)definition.Measure]))}",
        };
    }

    // Probabilities and shares keep the whole range, so that figures of two models compare; nats and positions have no natural end.
    private static ColorScale Scale(MeasureDefinition definition, ReadOnlySpan<float> values)
    {
        if (definition.Unit is MeasureDefinition.Probability or MeasureDefinition.Share)
        {
            return ColorScale.Probability with { Unit = definition.Unit };
        }

        float largest = 0;
        foreach (float value in values)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, value) : largest;
        }

        return new ColorScale(ColorScaleKind.Sequential, 0, largest > 0 ? largest : 1, definition.Unit);
    }

    private static string Examples(long count) => count == 1 ? "From 1 example." : $"Mean over {Number(count)} examples.";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Number(int number) => Number((long)number);
}
