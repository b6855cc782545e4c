using System.Numerics.Tensors;

namespace AttentionLens.Numerics;

/// <summary>The weights of a linear map in the order in which the kernels read them: panels of 32 outputs, [outputs / 32][inputs][32],
/// the last panel padded with zeros. Forward and backward products read the same panels.</summary>
public sealed unsafe class PackedMatrix : IDisposable
{
    /// <summary>The outputs of one panel.</summary>
    internal const int PanelWidth = 32;

    private TensorBlock? _block;

    private PackedMatrix(int inputs, int outputs)
    {
        long padded = (long)inputs * ((outputs + PanelWidth - 1L) / PanelWidth) * PanelWidth;
        if (padded > int.MaxValue - TensorPool.TailPadding)
        {
            throw new LensInputException($"A weight of {outputs} outputs and {inputs} inputs has more than 2^31 values; it cannot be loaded.");
        }

        Inputs = inputs;
        Outputs = outputs;
        _block = TensorPool.Take(padded);
    }

    /// <summary>The number of inputs.</summary>
    public int Inputs { get; }

    /// <summary>The number of outputs.</summary>
    public int Outputs { get; }

    internal float* Panels => (_block ?? throw new ObjectDisposedException(nameof(PackedMatrix))).Values;

    internal int PanelCount => (Outputs + PanelWidth - 1) / PanelWidth;

    /// <summary>Copies weights into panels.</summary>
    /// <param name="weights">The weights in the order that <paramref name="order"/> says.</param>
    /// <param name="inputs">The number of inputs, at least 1.</param>
    /// <param name="outputs">The number of outputs, at least 1.</param>
    /// <param name="order">How <paramref name="weights"/> lies.</param>
    /// <returns>The packed weights.</returns>
    /// <exception cref="ArgumentException">The weights do not hold inputs × outputs values, or one of the two is below 1.</exception>
    /// <exception cref="LensInputException">The weights have 2^31 values or more, or the memory does not suffice.</exception>
    public static PackedMatrix Pack(ReadOnlySpan<float> weights, int inputs, int outputs, WeightOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        Demand.Length(weights.Length, (long)inputs * outputs, nameof(weights));
        PackedMatrix packed = new(inputs, outputs);
        packed.Repack(weights, order);
        return packed;
    }

    /// <summary>Replaces the weights, for training.</summary>
    /// <param name="weights">Inputs × outputs values.</param>
    /// <param name="order">How <paramref name="weights"/> lies.</param>
    /// <exception cref="ArgumentException">The weights do not hold inputs × outputs values.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed.</exception>
    public void Repack(ReadOnlySpan<float> weights, WeightOrder order)
    {
        Demand.Length(weights.Length, (long)Inputs * Outputs, nameof(weights));
        fixed (float* source = weights)
        {
            PanelTask.Pack(source, this, order);
        }
    }

    /// <summary>Writes the weights out again, bit for bit as they were packed.</summary>
    /// <param name="destination">Receives inputs × outputs values.</param>
    /// <param name="order">How they shall lie.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="ObjectDisposedException">The matrix was disposed.</exception>
    public void Unpack(Span<float> destination, WeightOrder order)
    {
        Demand.Length(destination.Length, (long)Inputs * Outputs, nameof(destination));
        fixed (float* target = destination)
        {
            PanelTask.Unpack(target, this, order);
        }
    }

    /// <summary>The positive or the negative weights, with 0 in place of the others, on a block of their own.</summary>
    internal PackedMatrix Part(bool positive)
    {
        PackedMatrix part = new(Inputs, Outputs);
        int length = Inputs * PanelCount * PanelWidth;
        ReadOnlySpan<float> all = new(Panels, length);
        Span<float> kept = new(part.Panels, length);
        if (positive)
        {
            TensorPrimitives.Max(all, 0, kept);
        }
        else
        {
            TensorPrimitives.Min(all, 0, kept);
        }

        return part;
    }

    /// <summary>Gives the memory back to the pool.</summary>
    public void Dispose() => Interlocked.Exchange(ref _block, null)?.Release();
}
