namespace AttentionLens.Numerics;

/// <summary>One thread of the team beside the caller.</summary>
internal sealed class TeamWorker
{
    // One normalised spin is about 37 ns, so this is about 50 µs.
    private const int SpinsBeforeSleep = 1350;

    private readonly object _bed = new();
    private bool _retired;
    private int _asleep;

    public TeamWorker(int place)
    {
        Place = place;
        Thread thread = new(Live) { IsBackground = true, Name = $"AttentionLens kernels {place}" };
        thread.Start();
    }

    /// <summary>The worker's place in the team; the caller is 0.</summary>
    public int Place { get; }

    public bool Retired => Volatile.Read(ref _retired);

    public void Retire()
    {
        Volatile.Write(ref _retired, true);
        Wake();
    }

    public void Wake()
    {
        if (Volatile.Read(ref _asleep) == 1 && Interlocked.Exchange(ref _asleep, 0) == 1)
        {
            lock (_bed)
            {
                Monitor.Pulse(_bed);
            }
        }
    }

    private void Live()
    {
        long lastRun = 0;
        while (!Retired)
        {
            AwaitRun(lastRun);
            ThreadTeam.Join(this, ref lastRun);
        }
    }

    private void AwaitRun(long lastRun)
    {
        for (int spins = 0; spins < SpinsBeforeSleep; spins++)
        {
            if (ThreadTeam.HasOpenRun(lastRun) || Retired)
            {
                return;
            }

            Thread.SpinWait(1);
        }

        // Announce the sleep first and look again: either this look sees the new run or its caller sees the sleeper.
        Interlocked.Exchange(ref _asleep, 1);
        if ((ThreadTeam.HasOpenRun(lastRun) || Retired) && Interlocked.Exchange(ref _asleep, 0) == 1)
        {
            return;
        }

        lock (_bed)
        {
            while (Volatile.Read(ref _asleep) == 1)
            {
                Monitor.Wait(_bed);
            }
        }
    }
}
