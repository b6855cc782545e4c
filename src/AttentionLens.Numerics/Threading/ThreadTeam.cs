using System.Runtime.ExceptionServices;

namespace AttentionLens.Numerics;

/// <summary>The threads that every kernel of the process runs on: the caller and <see cref="Size"/> − 1 workers. Results never
/// depend on the size.</summary>
/// <remarks>Workers spin for about 50 µs after a kernel and then sleep. One kernel at a time uses the team; a second caller, or a kernel
/// started inside a job, runs on its own thread alone.</remarks>
public static unsafe class ThreadTeam
{
    /// <summary>The largest team.</summary>
    public const int MaximumSize = 256;

    // The ticket: number of the run, whether it takes workers, and how many registered. A worker that wakes late finds
    // the run closed and cannot touch its state, so nobody waits for it.
    private const long RegisteredMask = 0xFFFF;
    private const long OpenBit = 1 << 16;
    private const int RunShift = 17;
    private const int YieldAfterSpins = 4096;

    private static readonly Lock Gate = new();
    private static readonly JobQueue Queue = new(MaximumSize);
    private static TeamWorker[] _workers = [];
    private static int _members = Math.Min(Environment.ProcessorCount, MaximumSize);
    private static long _ticket;

    [ThreadStatic]
    private static bool _insideJob;

    /// <summary>The number of threads, the caller included.</summary>
    /// <value>The processors the process may use, until <see cref="Resize"/> says otherwise.</value>
    public static int Size => Volatile.Read(ref _members);

    /// <summary>Changes the number of threads. It waits for a running kernel to end.</summary>
    /// <param name="threads">1 to 256, the caller included.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    /// <exception cref="InvalidOperationException">The call comes from inside a job of the team.</exception>
    public static void Resize(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaximumSize);
        if (_insideJob)
        {
            throw new InvalidOperationException("The thread team cannot be resized from inside one of its jobs.");
        }

        lock (Gate)
        {
            foreach (TeamWorker worker in _workers)
            {
                worker.Retire();
            }

            _workers = [];
            Volatile.Write(ref _members, threads);
        }
    }

    /// <summary>Calls <paramref name="body"/> for the jobs 0 to <paramref name="jobs"/> − 1 and returns when all have ended.</summary>
    /// <exception cref="Exception">Whatever a job threw; of several, the one of the lowest job. The jobs not yet begun are left
    /// out.</exception>
    internal static void Run(int jobs, delegate*<void*, int, void> body, void* state)
    {
        if (jobs <= 1 || Size == 1 || _insideJob || !Gate.TryEnter())
        {
            for (int job = 0; job < jobs; job++)
            {
                body(state, job);
            }

            return;
        }

        ExceptionDispatchInfo? failure;
        try
        {
            if (_workers.Length != _members - 1)
            {
                Hire();
            }

            Queue.Fill(jobs, _members, body, state);
            Interlocked.Exchange(ref _ticket, (((_ticket >> RunShift) + 1) << RunShift) | OpenBit);
            foreach (TeamWorker worker in _workers)
            {
                worker.Wake();
            }

            _insideJob = true;
            Queue.Work(0);
            _insideJob = false;
            CloseAndWait();
            failure = Queue.TakeFailure();
        }
        finally
        {
            Gate.Exit();
        }

        failure?.Throw();
    }

    /// <summary>Whether a worker that last took part in <paramref name="lastRun"/> finds a run that still takes workers.</summary>
    internal static bool HasOpenRun(long lastRun)
    {
        long ticket = Volatile.Read(ref _ticket);
        return (ticket & OpenBit) != 0 && ticket >> RunShift != lastRun;
    }

    /// <summary>Takes part in the open run, if there still is one.</summary>
    internal static void Join(TeamWorker worker, ref long lastRun)
    {
        long ticket = Volatile.Read(ref _ticket);
        if ((ticket & OpenBit) == 0 || ticket >> RunShift == lastRun || worker.Retired)
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) == ticket)
        {
            lastRun = ticket >> RunShift;
            _insideJob = true;
            Queue.Work(worker.Place);
            Interlocked.Decrement(ref _ticket);
        }
    }

    private static void Hire()
    {
        TeamWorker[] workers = new TeamWorker[_members - 1];
        for (int index = 0; index < workers.Length; index++)
        {
            workers[index] = new TeamWorker(index + 1);
        }

        _workers = workers;
    }

    private static void CloseAndWait()
    {
        Interlocked.And(ref _ticket, ~OpenBit);
        for (int spins = 0; (Volatile.Read(ref _ticket) & RegisteredMask) != 0; spins++)
        {
            if (spins < YieldAfterSpins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }
}
