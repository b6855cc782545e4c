namespace AttentionLens.Rendering;

/// <summary>The numbers that an axis covers.</summary>
internal readonly record struct ChartRange(double Low, double High)
{
    /// <summary>The range of some finite numbers: from 0 to 1 where all of them are shares, else as far as they reach.</summary>
    public static ChartRange Of(IEnumerable<float> numbers)
    {
        double low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        foreach (float number in numbers)
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }

        return low > high || (low >= 0 && high <= 1) ? new ChartRange(0, 1)
            : low == high ? new ChartRange(Math.Min(low, 0), Math.Max(high, 0))
            : new ChartRange(low, high);
    }

    /// <summary>The range of some finite numbers and of 0, as far as they reach.</summary>
    public static ChartRange WithZero(IEnumerable<float> numbers)
    {
        double low = 0;
        double high = 0;
        foreach (float number in numbers)
        {
            low = Math.Min(low, number);
            high = Math.Max(high, number);
        }

        return low == high ? new ChartRange(0, 1) : new ChartRange(low, high);
    }

    /// <summary>The whole powers of ten around some positive numbers.</summary>
    public static ChartRange OfPowers(IEnumerable<float> numbers)
    {
        double[] powers = [.. numbers.Select(number => Math.Log10(number))];
        double low = Math.Floor(powers.DefaultIfEmpty(0).Min());
        return new ChartRange(low, Math.Max(Math.Ceiling(powers.DefaultIfEmpty(1).Max()), low + 1));
    }

    /// <summary>How far along the axis a number lies, from 0 to 1.</summary>
    public double ShareOf(double number) => High > Low ? Math.Clamp((number - Low) / (High - Low), 0, 1) : 0;
}
