using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AttentionLens.Benchmarks;

/// <summary>The processor time of the calling thread on Linux, where other processes do not count; elsewhere the time of day.</summary>
public static unsafe partial class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Seconds
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
            }

            TimeSpec time;
            _ = ReadClock(ThreadProcessorTime, &time);
            return time.Seconds + (time.Nanoseconds * 1e-9);
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, TimeSpec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
