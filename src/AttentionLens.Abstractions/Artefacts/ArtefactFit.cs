using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens;

/// <summary>What the checks of figures share. Each gives null, or what does not fit, as the rest of a sentence about the figure.</summary>
internal static class ArtefactFit
{
    /// <summary>The longest side of a matrix.</summary>
    public const int LongestSide = 4096;

    /// <summary>The most tokens of a text.</summary>
    public const int MostTokens = 16384;

    private const int MostOutlines = 1 << 20;
    private const int LongestName = 40;

    /// <summary>The first problem of a list of things, each looked at only where those before it fit.</summary>
    public static string? First<T>(ImmutableArray<T> items, Func<T, string?> problem) =>
        items.Select(problem).FirstOrDefault(found => found is not null);

    /// <summary>A list that is there, holds no null and is not too long.</summary>
    public static string? List<T>(ImmutableArray<T> list, string what, int most, string advice = "") =>
        list.IsDefault || list.Length > most
            ? Invariant($"has {(list.IsDefault ? "no list of" : list.Length.ToString(CultureInfo.InvariantCulture))} {what}; expected up to {most}{advice}")
            : list.Any(item => item is null) ? $"has {what} that are null; give each" : null;

    /// <summary>A list with as many items as something else has.</summary>
    public static string? Filled<T>(ImmutableArray<T> list, long expected, string what, string rule) =>
        list.IsDefault || list.Length != expected
            ? Invariant($"has {(list.IsDefault ? 0 : list.Length)} {what}; expected {expected}, {rule}")
            : null;

    /// <summary>The labels of one side.</summary>
    public static string? Side(AxisLabels? labels, string what) => labels?.Title is null
        ? $"has no title for its {what}; give a text"
        : List(labels.Labels, what, LongestSide, "; cut the matrix or aggregate it");

    /// <summary>The labels of a matrix and the numbers of its cells.</summary>
    public static string? Cells(AxisLabels rows, AxisLabels columns, ImmutableArray<float> values, string what) => Filled(
        values,
        (long)rows.Labels.Length * columns.Labels.Length,
        what,
        Invariant($"{rows.Labels.Length} rows times {columns.Labels.Length} columns"));

    /// <summary>The tokens of a text.</summary>
    public static string? Tokens(ImmutableArray<string> tokens) => List(tokens, "tokens", MostTokens, "; cut the text");

    /// <summary>A colour scale with two ends in order.</summary>
    public static string? Scale(ColorScale? scale) =>
        scale?.Unit is null ? "has no colour scale, or one without a unit; give both"
        : !double.IsFinite(scale.Minimum) || !double.IsFinite(scale.Maximum) || scale.Minimum > scale.Maximum
            ? Invariant($"has a colour scale from {scale.Minimum:R} to {scale.Maximum:R}; expected two finite numbers in order")
            : null;

    /// <summary>Cells that are outlined.</summary>
    public static string? Outlines(ImmutableArray<MatrixCell> outlines, int rows, int columns) =>
        List(outlines, "outlines", MostOutlines) ?? First(outlines, cell => cell.Row < 0 || cell.Row >= rows || cell.Column < 0 || cell.Column >= columns
            ? Invariant($"outlines row {cell.Row}, column {cell.Column}; expected cells of {rows} rows times {columns} columns, from 0")
            : null);

    /// <summary>A name as an error line can hold it.</summary>
    public static string Name(string? name)
    {
        string shown = name ?? string.Empty;
        shown = shown.Length > LongestName ? shown[..(LongestName - 1)] + "…" : shown;
        return string.Concat(shown.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '·' : letter));
    }

    /// <summary>A text with its numbers written the same in every culture.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
