namespace AttentionLens.Testing.Conformance;

/// <summary>Rows of the residual stream at positions that are attended to.</summary>
internal static class StreamRows
{
    private const double Tolerance = 2e-5;

    public static StreamKind KindOf(Subject subject, Recording run, StreamStep step) =>
        KindOf(subject, Sum(subject, run, step.Before, step.Output), Of(subject, run[step.After]));

    /// <summary>What the results are of the sums.</summary>
    public static StreamKind KindOf(Subject subject, double[][] sums, double[][] results)
    {
        if (Near(sums, results))
        {
            return StreamKind.Sum;
        }

        return !NormFit.CanTell(sums.Length) ? StreamKind.CannotTell
            : NormFit.Fits(sums, results, Epsilon.Of(subject)) ? StreamKind.NormalizedSum
            : StreamKind.Unknown;
    }

    public static double[][] Of(Subject subject, HookValue value)
    {
        int width = value.Shape[^1];
        return
        [
            .. Enumerable.Range(0, value.Values.Length / width).Where(row => value.IsSeen(subject.Batch, row * width))
                .Select(row => value.Values.Skip(row * width).Take(width).Select(number => (double)number).ToArray()),
        ];
    }

    public static double[][] Sum(Subject subject, Recording run, params IEnumerable<HookPoint> points)
    {
        double[][][] parts = [.. points.Select(point => Of(subject, run[point]))];
        return [.. parts[0].Select((row, index) => row.Select((_, component) => parts.Sum(part => part[index][component])).ToArray())];
    }

    private static bool Near(double[][] sums, double[][] results)
    {
        double size = Math.Sqrt(sums.Sum(row => row.Sum(value => value * value)) / Math.Max(1, sums.Length * sums.FirstOrDefault([]).Length));
        return sums.Zip(results).All(pair => pair.First.Zip(pair.Second).All(entry => Math.Abs(entry.First - entry.Second) <= Tolerance * Math.Max(size, 1e-3)));
    }
}
