namespace AttentionLens.Numerics;

/// <summary>Decides whether jobs are worth the team.</summary>
internal static unsafe class Work
{
    /// <summary>The cost of copying a value, in multiply-adds.</summary>
    public const int CopyCost = 4;

    /// <summary>The cost of an elementary function of a value, in multiply-adds.</summary>
    public const int FunctionCost = 16;

    /// <summary>The values of one job of an element-wise kernel.</summary>
    public const int RangeLength = 8192;

    /// <summary>Below this many multiply-adds (about two microseconds) waking a thread costs more than it saves.</summary>
    private const long Smallest = 128 * 1024;

    /// <summary>The number of jobs of an element-wise kernel.</summary>
    public static int Ranges(int length) => (int)(((long)length + RangeLength - 1) / RangeLength);

    /// <summary>Rows in blocks of about <see cref="RangeLength"/> values.</summary>
    public static EvenSplit RowBlocks(int rows, int width) => EvenSplit.ByLength(rows, Math.Max(1, RangeLength / Math.Max(1, width)));

    /// <summary>Runs the jobs, on the team where their work in multiply-adds is large enough.</summary>
    public static void Run(int jobs, long work, delegate*<void*, int, void> body, void* state)
    {
        if (work >= Smallest)
        {
            ThreadTeam.Run(jobs, body, state);
            return;
        }

        for (int job = 0; job < jobs; job++)
        {
            body(state, job);
        }
    }
}
