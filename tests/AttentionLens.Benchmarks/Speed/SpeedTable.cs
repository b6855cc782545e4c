using System.Diagnostics;
using AttentionLens.Numerics;

namespace AttentionLens.Benchmarks;

/// <summary>Times rows round by round, everything in turn, because the machine is shared: best and median of every candidate.</summary>
public static class SpeedTable
{
    private const int Rounds = 15;
    private const double SampleSeconds = 0.02;

    /// <summary>Prints operations per nanosecond on one thread and on the whole team and, for floating-point operations, the share of the
    /// multiply-add peak.</summary>
    public static void Print(TextWriter output, IReadOnlyList<SpeedRow> rows, string? competitor, string unit, bool arithmetic = true)
    {
        int[] teams = Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];
        output.WriteLine("One thread by its processor time, several by the clock.");
        foreach (int threads in teams)
        {
            ThreadTeam.Resize(threads);
            output.WriteLine();
            List<double> peaks = [];
            List<double>[] ours = [.. rows.Select(_ => new List<double>())];
            List<double>[] theirs = [.. rows.Select(_ => new List<double>())];
            for (int round = 0; round < Rounds; round++)
            {
                peaks.Add(PeakLoop.Operations * threads / Sample(() => PeakLoop.Run(threads), threads));
                for (int index = 0; index < rows.Count; index++)
                {
                    ours[index].Add(rows[index].Operations / Sample(rows[index].Ours, threads));
                    if (rows[index].Theirs is { } other)
                    {
                        theirs[index].Add(rows[index].Operations / Sample(other, threads));
                    }
                }
            }

            double peak = peaks.Max();
            output.WriteLine($"{threads} thread(s), multiply-add peak {peak:F1} GFLOP/s (median {Median(peaks):F1})");
            output.WriteLine($"| {"what",-34} | {unit + " best",12} | {"median",8} | {"% of peak",9} | {competitor ?? "-",20} |");
            for (int index = 0; index < rows.Count; index++)
            {
                double best = ours[index].Max();
                string other = theirs[index].Count == 0 ? "-" : $"{theirs[index].Max():F1} ({best / theirs[index].Max():F2}x)";
                string share = arithmetic ? $"{100 * best / peak:F1}" : "-";
                output.WriteLine($"| {rows[index].Name,-34} | {best,12:F2} | {Median(ours[index]),8:F2} | {share,9} | {other,20} |");
            }
        }
    }

    // Nanoseconds of one call, from as many calls as fill a sample. A thread alone is timed by its own processor time: what other
    // processes take does not count. A team is timed by the clock, for it waits.
    private static double Sample(Action action, int threads)
    {
        action();
        double begin = Now(threads);
        int calls = 0;
        double seconds;
        do
        {
            action();
            calls++;
            seconds = Now(threads) - begin;
        }
        while (seconds < SampleSeconds);
        return seconds * 1e9 / calls;
    }

    private static double Now(int threads) => threads == 1 ? ThreadClock.Seconds : Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
