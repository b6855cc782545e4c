namespace AttentionLens.Rendering;

/// <summary>The hatching of cells whose number is missing.</summary>
internal static class MissingPattern
{
    /// <summary>What a hatched shape is filled with.</summary>
    public static string Fill(SvgCanvas canvas) => $"url(#{canvas.IdPrefix}:missing)";

    /// <summary>Defines the hatching; once in a document, before it is used.</summary>
    public static void Define(SvgCanvas canvas)
    {
        canvas.Open("pattern").Set("id", $"{canvas.IdPrefix}:missing").Set("width", 5).Set("height", 5).Set("patternUnits", "userSpaceOnUse");
        canvas.Rectangle(0, 0, 5, 5, canvas.Ground.Paper);
        canvas.Open("path").Set("d", "M-1 1L1 -1M0 5L5 0M4 6L6 4").Set("stroke", canvas.Ground.Hatch).Set("stroke-width", 1.2).Close();
        canvas.Close();
    }
}
