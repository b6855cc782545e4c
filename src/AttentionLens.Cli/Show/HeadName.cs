namespace AttentionLens.Cli;

/// <summary>What stands above the map of a head.</summary>
internal static class HeadName
{
    /// <summary>The name of a head, as short as its place in a row allows.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="head">The head.</param>
    /// <param name="name">What the map shows where that is no single head, or empty.</param>
    /// <param name="isFirst">Whether it begins the row of its layer.</param>
    public static string Of(int layer, int head, string name, bool isFirst) =>
        name.Length > 0 ? $"L{ShownText.Count(layer)} {ShownText.Label(name)}"
        : isFirst ? Of(layer, head)
        : $"H{ShownText.Count(head)}";

    /// <summary>The whole name.</summary>
    public static string Of(int layer, int head) => $"L{ShownText.Count(layer)}H{ShownText.Count(head)}";

    /// <summary>Says what lies along the sides of the maps, and that they thin out where they do.</summary>
    public static void WriteNote(Screen screen, AxisLabels rows, AxisLabels columns, int side)
    {
        string thinned = new Raster(rows.Labels.Length, columns.Labels.Length, (_, _) => 0, side, side).Note;
        screen.Text($"{Title(rows, "rows")} downwards, {Title(columns, "columns")} to the right. {thinned}".TrimEnd(), screen.Faint);
    }

    private static string Title(AxisLabels labels, string otherwise) => labels.Title.Length == 0 ? otherwise : labels.Title;
}
