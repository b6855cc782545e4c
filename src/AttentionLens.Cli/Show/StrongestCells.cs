namespace AttentionLens.Cli;

/// <summary>The strongest numbers of a matrix in words.</summary>
internal static class StrongestCells
{
    private const int Shown = 5;
    private const int LabelWidth = 16;

    /// <summary>A line about the strongest numbers, those of one strength in reading order.</summary>
    public static string Line(AxisLabels rows, AxisLabels columns, IReadOnlyList<float> values) => $"strongest: {Of(rows, columns, values, Shown)}";

    /// <summary>So many of the strongest numbers, those of one strength in reading order.</summary>
    public static string Of(AxisLabels rows, AxisLabels columns, IReadOnlyList<float> values, int count) => string.Join("; ", Enumerable.Range(0, values.Count)
        .Where(index => !float.IsNaN(values[index]))
        .OrderByDescending(index => Math.Abs(values[index]))
        .Take(count)
        .Select(index => $"{Label(rows, index / columns.Labels.Length)} → {Label(columns, index % columns.Labels.Length)} {ShownText.Number(values[index])}"));

    private static string Label(AxisLabels labels, int index) => ShownText.Cut(ShownText.Label(labels.Labels[index]), LabelWidth);
}
