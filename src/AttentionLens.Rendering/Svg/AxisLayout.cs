using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>How the labels along one side of a matrix are set so that none lies on another: turned, thinned out and shortened.</summary>
internal sealed class AxisLayout
{
    /// <summary>The gap between the labels and the cells.</summary>
    public const double Gap = 6;

    /// <summary>The size of the title.</summary>
    public const double TitleSize = 11;

    private const double TitleHeight = 20;
    private const double NarrowestTitle = 40;
    private const double LineHeight = 1.15;
    private const double Diagonal = 0.7072;

    private AxisLayout(AxisLabels labels, double cell, double textSize, double longestEm, bool isColumns)
    {
        (Cell, TextSize) = (cell, textSize);
        Count = labels.Labels.Length;
        Full = [.. labels.Labels.Select(VisibleText.Label)];
        Shown = [.. Full.Select(label => Elision.Mono(label, longestEm))];
        double line = LineHeight * textSize;
        double widest = Widest(1);
        if (isColumns && widest + textSize <= cell)
        {
            (Angle, Depth, Step) = (0, line, 1);
        }
        else if (isColumns && cell * Diagonal >= line)
        {
            (Angle, Depth, Step) = (-45, (widest * Diagonal) + (line * Diagonal), 1);
        }
        else
        {
            Step = Count == 1 ? 1 : (int)Math.Ceiling(line / cell);
            (Angle, Depth) = (isColumns ? -90 : 0, Widest(Step));
        }

        // A title beside a few rows would reach into the heading above; below columns there is always some room.
        string title = VisibleText.Of(labels.Title);
        title = Step > 1 ? $"{title} (every {Ordinal(Step)} label)".TrimStart() : title;
        double length = isColumns ? Math.Max(Count * cell, 120) : Count * cell;
        Title = length < NarrowestTitle ? string.Empty : title;
        ShownTitle = Elision.Sans(Title, length / TitleSize);
    }

    public double Cell { get; }

    public double TextSize { get; }

    public int Count { get; }

    /// <summary>What the side counts, and that labels were left out where they were; empty where there is no room for it.</summary>
    public string Title { get; }

    /// <summary>The title, shortened to the side.</summary>
    public string ShownTitle { get; }

    public ImmutableArray<string> Shown { get; }

    public ImmutableArray<string> Full { get; }

    /// <summary>Every how many-th label is drawn.</summary>
    public int Step { get; }

    /// <summary>The turn of the labels in degrees.</summary>
    public double Angle { get; }

    /// <summary>The room the labels take away from the matrix.</summary>
    public double Depth { get; }

    /// <summary>The room that labels, gap and title take.</summary>
    public double Room => Gap + Depth + (Title.Length > 0 ? TitleHeight : 0);

    /// <summary>How far turned labels reach out to the left of the matrix.</summary>
    public double Overhang => Angle == -45 ? Math.Max(0, Depth - (Cell / 2)) : 0;

    public static AxisLayout ForRows(AxisLabels labels, double cell, double textSize, double longestEm) =>
        new(labels, cell, textSize, longestEm, isColumns: false);

    public static AxisLayout ForColumns(AxisLabels labels, double cell, double textSize, double longestEm) =>
        new(labels, cell, textSize, longestEm, isColumns: true);

    private double Widest(int step)
    {
        double widest = 0;
        for (int index = 0; index < Count; index += step)
        {
            widest = Math.Max(widest, TextWidth.Em(Shown[index]) * TextSize);
        }

        return widest;
    }

    private static string Ordinal(int number) => NumberText.Count(number) + ((number % 100) is 11 or 12 or 13 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });
}
