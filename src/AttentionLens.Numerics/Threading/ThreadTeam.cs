namespace AttentionLens.Numerics;

/// <summary>The threads that every kernel of the process runs on: the caller and <see cref="Size"/> − 1 workers. Results never depend on the size.</summary>
public static class ThreadTeam
{
    /// <summary>The largest team.</summary>
    public const int MaximumSize = 256;

    private static int Members = Math.Min(Environment.ProcessorCount, MaximumSize);

    /// <summary>The number of threads, the caller included.</summary>
    /// <value>The processors the process may use, until <see cref="Resize"/> says otherwise.</value>
    public static int Size => Volatile.Read(ref Members);

    /// <summary>Changes the number of threads. It waits for a running kernel to end.</summary>
    /// <param name="threads">1 to 256, the caller included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public static void Resize(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaximumSize);
        Volatile.Write(ref Members, threads);
    }

    internal static unsafe void Run(int jobs, delegate*<void*, int, void> body, void* state)
    {
        for (int job = 0; job < jobs; job++)
        {
            body(state, job);
        }
    }
}
