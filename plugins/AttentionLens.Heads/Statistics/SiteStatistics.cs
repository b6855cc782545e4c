namespace AttentionLens.Heads;

/// <summary>Count, mean and spread over examples of every measure of the heads of one hook point.</summary>
/// <remarks>Source: Welford 1962 for one more example; Chan, Golub and LeVeque 1979, equation 2.1 for two parts.</remarks>
internal sealed class SiteStatistics
{
    private static readonly int MeasureCount = MeasureDefinition.All.Length;

    public SiteStatistics(int heads)
    {
        Heads = heads;
        Means = new double[MeasureCount * heads];
        SquaredDeviations = new double[MeasureCount * heads];
    }

    public int Heads { get; }

    /// <summary>How many examples each measure exists for, [measure].</summary>
    public long[] Counts { get; } = new long[MeasureCount];

    /// <summary>The mean over these examples of what even attention would give, [measure].</summary>
    public double[] Chances { get; } = new double[MeasureCount];

    /// <summary>The means, [measure, head].</summary>
    public double[] Means { get; }

    /// <summary>The sums of squared deviations from the means, [measure, head].</summary>
    public double[] SquaredDeviations { get; }

    /// <summary>The examples that had anything to measure.</summary>
    public long Examples => Counts[(int)HeadMeasure.Entropy];

    public void Add(PatternMeter meter)
    {
        for (int measure = 0; measure < MeasureCount; measure++)
        {
            if (meter.Queries[measure] == 0)
            {
                continue;
            }

            long count = ++Counts[measure];
            Chances[measure] += (meter.Chance[measure] - Chances[measure]) / count;
            ReadOnlySpan<double> values = meter.Values.Slice(measure * Heads, Heads);
            Span<double> means = Means.AsSpan(measure * Heads, Heads);
            Span<double> squares = SquaredDeviations.AsSpan(measure * Heads, Heads);
            for (int head = 0; head < values.Length; head++)
            {
                double delta = values[head] - means[head];
                means[head] += delta / count;
                squares[head] += delta * (values[head] - means[head]);
            }
        }
    }

    public void Merge(SiteStatistics other)
    {
        for (int measure = 0; measure < MeasureCount; measure++)
        {
            long added = other.Counts[measure];
            if (added == 0)
            {
                continue;
            }

            long count = Counts[measure] + added;
            double share = (double)added / count;
            double weight = Counts[measure] * share;
            Chances[measure] += (other.Chances[measure] - Chances[measure]) * share;
            for (int index = measure * Heads; index < (measure + 1) * Heads; index++)
            {
                double delta = other.Means[index] - Means[index];
                Means[index] += delta * share;
                SquaredDeviations[index] += other.SquaredDeviations[index] + (delta * delta * weight);
            }

            Counts[measure] = count;
        }
    }

    /// <summary>A measure's mean over examples, or null where no example has it.</summary>
    public double? Mean(HeadMeasure measure, int head) =>
        Counts[(int)measure] > 0 ? Means[((int)measure * Heads) + head] : null;

    /// <summary>The standard error of a mean over examples, or null with fewer than two examples.</summary>
    public double? StandardError(HeadMeasure measure, int head)
    {
        double count = Counts[(int)measure];
        return count > 1 ? Math.Sqrt(SquaredDeviations[((int)measure * Heads) + head] / (count - 1) / count) : null;
    }

    /// <summary>What even attention would give on the same examples.</summary>
    public double Chance(HeadMeasure measure) => Chances[(int)measure];
}
