namespace AttentionLens.Rendering;

/// <summary>What a chart of steps says in words.</summary>
internal static class WaterfallText
{
    /// <summary>The title with the unit.</summary>
    public static string Title(WaterfallPanel panel) => panel.Unit.Length == 0 ? VisibleText.Of(panel.Title) : $"{VisibleText.Of(panel.Title)} ({VisibleText.Of(panel.Unit)})";

    /// <summary>The sum, and how far it is from what it should be.</summary>
    public static string Note(WaterfallPanel panel)
    {
        string sum = $"The steps end at {NumberText.Fixed(panel.End, 4)}";
        return panel.Total is { } total ? $"{sum}; the whole is {NumberText.Fixed(total, 4)}, {NumberText.Short(Math.Abs(panel.End - total))} away." : $"{sum}.";
    }

    /// <summary>A number with its sign.</summary>
    public static string Signed(double step) => step > 0 ? $"+{NumberText.Short(step)}" : NumberText.Short(step);
}
