using System.Globalization;

namespace AttentionLens.Benchmarks;

/// <summary>Compares results with double-precision references and remembers what differs.</summary>
public sealed class CheckLog
{
    private const int LargestReport = 20;

    private readonly List<string> _failures = [];

    /// <summary>The number of values compared.</summary>
    public long Compared { get; private set; }

    /// <summary>The largest error, in units of the tolerance.</summary>
    public double Worst { get; private set; }

    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Compares values; <paramref name="scale"/> is the size of what was summed, per value or one for all.</summary>
    public void Compare(string what, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, ReadOnlySpan<double> scale, double tolerance)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            double size = scale[scale.Length == 1 ? 0 : index];
            double error = Math.Abs(actual[index] - expected[index]) / (tolerance * (size + 1e-30));
            Compared++;
            if (!(error <= 1) && _failures.Count < LargestReport)
            {
                _failures.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: value {index} is {actual[index]:R}, expected {expected[index]:R}"));
            }

            Worst = Math.Max(Worst, error);
        }
    }

    public void Compare(string what, ReadOnlySpan<float> actual, ReadOnlySpan<double> expected, double tolerance)
    {
        double largest = 0;
        foreach (double value in expected)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        Compare(what, actual, expected, [largest], tolerance);
    }

    public void Require(bool holds, string what)
    {
        if (!holds && _failures.Count < LargestReport)
        {
            _failures.Add(what);
        }
    }

    /// <summary>Reports writes in front of buffers.</summary>
    public void Intact(string what, params ReadOnlySpan<GuardedBuffer> buffers)
    {
        foreach (GuardedBuffer buffer in buffers)
        {
            Require(buffer.Verify(), $"{what}: something was written in front of a buffer");
        }
    }
}
