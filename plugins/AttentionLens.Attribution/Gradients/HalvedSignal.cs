using System.Buffers;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Signals of a batch whose second half of rows is the first one at the baseline.</summary>
internal static class HalvedSignal
{
    /// <summary>The mean of both halves, in both halves.</summary>
    public static void Even(ReadOnlySpan<float> signal, Span<float> destination)
    {
        int half = signal.Length / 2;
        Span<float> mean = destination[..half];
        TensorPrimitives.Add(signal[..half], signal[half..], mean);
        TensorPrimitives.Multiply(mean, 0.5f, mean);
        mean.CopyTo(destination[half..]);
    }

    /// <summary>A buffer from the shared pool, to be returned.</summary>
    public static float[] Rent(int length) => ArrayPool<float>.Shared.Rent(length);

    public static void Return(float[] buffer) => ArrayPool<float>.Shared.Return(buffer);
}
