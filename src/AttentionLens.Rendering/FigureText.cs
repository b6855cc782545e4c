using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>What figures show in words, for those who hear it and for formats without pictures.</summary>
internal static class FigureText
{
    /// <summary>The caption, then the kind of figure, its size and its scale.</summary>
    public static string Describe(Artefact artefact)
    {
        string caption = VisibleText.Prose(artefact.Caption);
        string shape = Shape(artefact);
        return caption.Length == 0 ? shape : $"{Reading.Isolated(caption)} {shape}";
    }

    /// <summary>The kind of figure, its size and its scale, in one sentence.</summary>
    public static string Shape(Artefact artefact) => FigureViews.Find(artefact)?.Shape(artefact) ?? $"{artefact.GetType().Name}.";

    /// <summary>How many rows and columns, and what they are.</summary>
    public static string Sides(AxisLabels rows, AxisLabels columns) =>
        $"{NumberText.Count(rows.Labels.Length, "row", "rows")}{Named(rows)} and {NumberText.Count(columns.Labels.Length, "column", "columns")}{Named(columns)}";

    /// <summary>The sets of scores, each with its scale.</summary>
    public static string Names(ImmutableArray<NamedScores> sets) =>
        sets.IsEmpty ? "none" : string.Join("; ", sets.Select(scores => $"{VisibleText.Of(scores.Name)}, {Scale(scores.Scale)}"));

    /// <summary>A scale with its unit and its ends.</summary>
    public static string Scale(ColorScale scale)
    {
        string unit = string.IsNullOrEmpty(scale.Unit) ? "colours" : VisibleText.Of(scale.Unit);
        return $"{unit} from {NumberText.Short(scale.Minimum)} to {NumberText.Short(scale.Maximum)}";
    }

    /// <summary>A side of a figure as the heading of a column with texts.</summary>
    public static (string Name, bool IsNumeric) Named(AxisLabels labels, string otherwise) =>
        (string.IsNullOrEmpty(labels.Title) ? otherwise : VisibleText.Of(labels.Title), false);

    /// <summary>A scale's unit as the heading of a column with numbers.</summary>
    public static (string Name, bool IsNumeric) Value(ColorScale scale) =>
        (string.IsNullOrEmpty(scale.Unit) ? "value" : VisibleText.Of(scale.Unit), true);

    private static string Named(AxisLabels labels) => string.IsNullOrEmpty(labels.Title) ? string.Empty : $" ({VisibleText.Of(labels.Title)})";
}
