namespace AttentionLens.Rendering;

/// <summary>Refuses options that nothing can be drawn with.</summary>
internal static class OptionChecks
{
    private const double LongestSide = 16384;
    private const double ShortestFrame = 0.05;
    private const double LongestFrame = 60;

    /// <exception cref="LensInputException">A number is out of its range.</exception>
    public static void Any(RenderOptions options)
    {
        Side(options.Width, "width");
        Side(options.Height, "height");
        if (options.SecondsPerFrame is not (>= ShortestFrame and <= LongestFrame))
        {
            throw new LensInputException(
                $"Frames of {NumberText.Short(options.SecondsPerFrame)} seconds were asked for; expected {NumberText.Short(ShortestFrame)} to {NumberText.Short(LongestFrame)}.");
        }
    }

    private static void Side(double? length, string name)
    {
        if (length is not (null or (>= 1 and <= LongestSide)))
        {
            throw new LensInputException($"A {name} of {NumberText.Short(length.Value)} was asked for; expected 1 to {NumberText.Count((long)LongestSide)}.");
        }
    }
}
