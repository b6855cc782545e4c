using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AttentionLens.Benchmarks;

/// <summary>The multiply-add rate of the processor: a loop that touches nothing but registers.</summary>
public static class PeakLoop
{
    private const int Chains = 14;

    // Long enough that starting the threads does not show.
    private const int Repetitions = 2_000_000;

    /// <summary>The floating-point operations of one run on one thread: a multiply-add counts as two.</summary>
    public const long Operations = 2L * 16 * Chains * Repetitions;

    private static readonly float[] Sinks = new float[256 * 32];

    /// <summary>Runs <see cref="Operations"/> floating-point operations on each of the threads.</summary>
    public static void Run(int threads)
    {
        Thread[] others = new Thread[threads - 1];
        for (int index = 0; index < others.Length; index++)
        {
            int place = (index + 1) * 32;
            others[index] = new Thread(() => Sinks[place] = Spin());
            others[index].Start();
        }

        Sinks[0] = Spin();
        foreach (Thread other in others)
        {
            other.Join();
        }
    }

    private static float Spin() => Vector512.IsHardwareAccelerated ? SpinWide() : SpinNarrow();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SpinWide()
    {
        Vector512<float> factor = Vector512.Create(0.999f), c0 = factor, c1 = factor, c2 = factor, c3 = factor, c4 = factor, c5 = factor, c6 = factor;
        Vector512<float> c7 = factor, c8 = factor, c9 = factor, c10 = factor, c11 = factor, c12 = factor, c13 = factor;
        for (int repetition = 0; repetition < Repetitions; repetition++)
        {
            c0 = Vector512.MultiplyAddEstimate(c0, factor, factor);
            c1 = Vector512.MultiplyAddEstimate(c1, factor, factor);
            c2 = Vector512.MultiplyAddEstimate(c2, factor, factor);
            c3 = Vector512.MultiplyAddEstimate(c3, factor, factor);
            c4 = Vector512.MultiplyAddEstimate(c4, factor, factor);
            c5 = Vector512.MultiplyAddEstimate(c5, factor, factor);
            c6 = Vector512.MultiplyAddEstimate(c6, factor, factor);
            c7 = Vector512.MultiplyAddEstimate(c7, factor, factor);
            c8 = Vector512.MultiplyAddEstimate(c8, factor, factor);
            c9 = Vector512.MultiplyAddEstimate(c9, factor, factor);
            c10 = Vector512.MultiplyAddEstimate(c10, factor, factor);
            c11 = Vector512.MultiplyAddEstimate(c11, factor, factor);
            c12 = Vector512.MultiplyAddEstimate(c12, factor, factor);
            c13 = Vector512.MultiplyAddEstimate(c13, factor, factor);
        }

        return Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11 + c12 + c13);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float SpinNarrow()
    {
        Vector256<float> factor = Vector256.Create(0.999f), c0 = factor, c1 = factor, c2 = factor, c3 = factor, c4 = factor, c5 = factor, c6 = factor;
        Vector256<float> c7 = factor, c8 = factor, c9 = factor, c10 = factor, c11 = factor, c12 = factor, c13 = factor;
        for (int repetition = 0; repetition < Repetitions * 2; repetition++)
        {
            c0 = Vector256.MultiplyAddEstimate(c0, factor, factor);
            c1 = Vector256.MultiplyAddEstimate(c1, factor, factor);
            c2 = Vector256.MultiplyAddEstimate(c2, factor, factor);
            c3 = Vector256.MultiplyAddEstimate(c3, factor, factor);
            c4 = Vector256.MultiplyAddEstimate(c4, factor, factor);
            c5 = Vector256.MultiplyAddEstimate(c5, factor, factor);
            c6 = Vector256.MultiplyAddEstimate(c6, factor, factor);
            c7 = Vector256.MultiplyAddEstimate(c7, factor, factor);
            c8 = Vector256.MultiplyAddEstimate(c8, factor, factor);
            c9 = Vector256.MultiplyAddEstimate(c9, factor, factor);
            c10 = Vector256.MultiplyAddEstimate(c10, factor, factor);
            c11 = Vector256.MultiplyAddEstimate(c11, factor, factor);
            c12 = Vector256.MultiplyAddEstimate(c12, factor, factor);
            c13 = Vector256.MultiplyAddEstimate(c13, factor, factor);
        }

        return Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11 + c12 + c13);
    }
}
