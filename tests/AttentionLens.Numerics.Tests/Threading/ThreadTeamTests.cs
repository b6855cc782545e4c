using System.Globalization;

namespace AttentionLens.Numerics.Tests;

public sealed unsafe class ThreadTeamTests : IDisposable
{
    private readonly int _size = ThreadTeam.Size;

    public void Dispose() => ThreadTeam.Resize(_size);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Run_ManySmallRuns_PerformsEveryJobOnce(int threads)
    {
        ThreadTeam.Resize(threads);
        int* counts = stackalloc int[97];
        for (int round = 0; round < 3000; round++)
        {
            int jobs = round % 97;
            new Span<int>(counts, 97).Clear();
            ThreadTeam.Run(jobs, &Count, counts);
            for (int job = 0; job < 97; job++)
            {
                Assert.Equal(job < jobs ? 1 : 0, counts[job]);
            }
        }
    }

    [Fact]
    public void Run_WorkersAsleep_WakesThem()
    {
        ThreadTeam.Resize(2);
        int* counts = stackalloc int[8];
        for (int round = 0; round < 20; round++)
        {
            new Span<int>(counts, 8).Clear();
            ThreadTeam.Run(8, &Count, counts);
            Thread.Sleep(2);
            Assert.Equal(8, new Span<int>(counts, 8).ToArray().Sum());
        }
    }

    [Fact]
    public void Run_JobsThatNeedEachOther_RunTogether()
    {
        // Two jobs wait for each other: this returns only where a worker really takes part.
        ThreadTeam.Resize(2);
        int* arrived = stackalloc int[1];
        for (int round = 0; round < 50; round++)
        {
            *arrived = 0;
            ThreadTeam.Run(2, &Meet, arrived);
            Assert.Equal(2, *arrived);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_JobThrows_PropagatesAndStaysUsable(int threads)
    {
        ThreadTeam.Resize(threads);
        for (int round = 0; round < 200; round++)
        {
            InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(40, &ThrowAtSeven, null));
            Assert.Equal("job 7", thrown.Message);
        }

        int* counts = stackalloc int[5];
        new Span<int>(counts, 5).Clear();
        ThreadTeam.Run(5, &Count, counts);
        Assert.Equal(5, new Span<int>(counts, 5).ToArray().Sum());
    }

    [Fact]
    public void Run_InsideAJob_ExecutesInline()
    {
        ThreadTeam.Resize(3);
        int* counts = stackalloc int[16];
        new Span<int>(counts, 16).Clear();
        ThreadTeam.Run(16, &Nest, counts);
        Assert.All(new Span<int>(counts, 16).ToArray(), count => Assert.Equal(16, count));
    }

    [Fact]
    public void Run_FromSeveralThreads_AllComplete()
    {
        ThreadTeam.Resize(3);
        Parallel.For(0, 4, _ =>
        {
            int* counts = stackalloc int[32];
            for (int round = 0; round < 500; round++)
            {
                new Span<int>(counts, 32).Clear();
                ThreadTeam.Run(32, &Count, counts);
                Assert.Equal(32, new Span<int>(counts, 32).ToArray().Sum());
            }
        });
    }

    [Fact]
    public void Resize_BetweenRuns_KeepsWorking()
    {
        int* counts = stackalloc int[24];
        for (int round = 0; round < 60; round++)
        {
            ThreadTeam.Resize((round % 5) + 1);
            Assert.Equal((round % 5) + 1, ThreadTeam.Size);
            new Span<int>(counts, 24).Clear();
            ThreadTeam.Run(24, &Count, counts);
            Assert.Equal(24, new Span<int>(counts, 24).ToArray().Sum());
        }
    }

    [Fact]
    public void Resize_InsideAJobOrOutOfRange_IsRefused()
    {
        ThreadTeam.Resize(2);
        Assert.Throws<InvalidOperationException>(() => ThreadTeam.Run(4, &ResizeInside, null));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Resize(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadTeam.Resize(ThreadTeam.MaximumSize + 1));
    }

    private static void Count(void* state, int job) => Interlocked.Increment(ref ((int*)state)[job]);

    private static void Meet(void* state, int job)
    {
        Interlocked.Increment(ref *(int*)state);
        SpinWait wait = default;
        while (Volatile.Read(ref *(int*)state) < 2)
        {
            wait.SpinOnce();
        }
    }

    private static void ThrowAtSeven(void* state, int job)
    {
        if (job == 7)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"job {job}"));
        }
    }

    private static void Nest(void* state, int job)
    {
        int* own = stackalloc int[16];
        new Span<int>(own, 16).Clear();
        ThreadTeam.Run(16, &Count, own);
        for (int index = 0; index < 16; index++)
        {
            ((int*)state)[job] += own[index];
        }
    }

    private static void ResizeInside(void* state, int job) => ThreadTeam.Resize(3);
}
