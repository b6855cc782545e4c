namespace AttentionLens.Rendering;

/// <summary>Where the marks along a scale stand: both ends, and round numbers between them that have room.</summary>
internal static class Ticks
{
    // Numbers closer together than this, in em, read as one.
    private const double Gap = 2;

    /// <summary>The marks from low to high.</summary>
    /// <param name="minimum">The lower end.</param>
    /// <param name="maximum">The upper end.</param>
    /// <param name="width">The length of the scale.</param>
    /// <param name="textSize">The size of the marks' texts.</param>
    public static List<double> For(double minimum, double maximum, double width, double textSize)
    {
        if (minimum == maximum)
        {
            return [minimum];
        }

        // Ends are written inwards from the ends of the scale, the others around their place.
        double Half(double value) => TextWidth.Em(NumberText.Short(value)) * textSize / 2;
        double free = (2 * Half(minimum)) + (Gap * textSize);
        double end = width - (2 * Half(maximum)) - (Gap * textSize);
        List<double> ticks = [minimum];
        double step = RoundStep((maximum / 4) - (minimum / 4));
        double first = Math.Ceiling(minimum / step);
        for (int index = 0; index <= 10 && double.IsFinite(first); index++)
        {
            double value = (first + index) * step;
            double place = width * (((value / 2) - (minimum / 2)) / ((maximum / 2) - (minimum / 2)));
            if (place - Half(value) >= free && place + Half(value) <= end)
            {
                ticks.Add(value);
                free = place + Half(value) + (Gap * textSize);
            }
        }

        ticks.Add(maximum);
        return ticks;
    }

    private static double RoundStep(double rough)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double share = rough / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }
}
