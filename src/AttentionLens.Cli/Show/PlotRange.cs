namespace AttentionLens.Cli;

/// <summary>A range of an axis.</summary>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends.</param>
internal readonly record struct PlotRange(double Low, double High)
{
    /// <summary>The range of numbers, of which there may be none.</summary>
    public static PlotRange Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? new PlotRange(0, 1) : new PlotRange(all.Min(), all.Max());
    }

    /// <summary>The place of a number among so many; the middle where all numbers are one.</summary>
    public int Place(double value, int places)
    {
        double share = High > Low ? ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2)) : 0.5;
        return (int)Math.Clamp(Math.Floor(share * places), 0, places - 1);
    }
}
