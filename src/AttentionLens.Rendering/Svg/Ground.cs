namespace AttentionLens.Rendering;

/// <summary>The colours around the data: paper, text and lines.</summary>
internal sealed record Ground(string Paper, string Ink, string Muted, string Line, string Hatch, Rgb Missing)
{
    // Nothing lighter than black stands out from the colours in the middle of the scales.
    private const string DarkInk = "#000000";
    private const string LightInk = "#ffffff";

    private static readonly Ground Light = new("#ffffff", "#1a2130", "#566072", "#c9d0da", "#8a92a0", new Rgb(0xB4, 0xB8, 0xBE));
    private static readonly Ground Dark = new("#14181f", "#e8ebf0", "#a3adbb", "#465062", "#8a92a0", new Rgb(0x6A, 0x6F, 0x77));

    /// <summary>The text on a coloured cell.</summary>
    public static string InkOn(Rgb color) => color.TakesDarkText ? DarkInk : LightInk;

    /// <summary>The colours of a theme.</summary>
    public static Ground For(RenderTheme theme) => theme == RenderTheme.Dark ? Dark : Light;
}
