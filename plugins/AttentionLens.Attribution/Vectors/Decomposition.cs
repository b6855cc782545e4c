using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The residual stream of one example as a sum over where it came from: at each position one vector for each input position.</summary>
/// <remarks>Source: Modarressi et al. 2023, section 3.</remarks>
internal sealed class Decomposition
{
    private const double Stabilizer = 1e-12;
    private readonly float[] _parts;

    /// <param name="length">The number of positions.</param>
    /// <param name="sources">The number of input positions.</param>
    /// <param name="width">The width of the vectors.</param>
    public Decomposition(int length, int sources, int width)
    {
        Length = length;
        Sources = sources;
        Width = width;
        _parts = new float[checked(length * sources * width)];
    }

    public int Length { get; }

    public int Sources { get; }

    public int Width { get; }

    public Span<float> Part(int position, int source) => _parts.AsSpan(((position * Sources) + source) * Width, Width);

    /// <summary>One position alone.</summary>
    public Decomposition At(int position)
    {
        Decomposition alone = new(1, Sources, Width);
        _parts.AsSpan(position * Sources * Width, Sources * Width).CopyTo(alone._parts);
        return alone;
    }

    public Decomposition Copy()
    {
        Decomposition copy = new(Length, Sources, Width);
        _parts.CopyTo(copy._parts, 0);
        return copy;
    }

    public void Add(Decomposition other) => TensorPrimitives.Add(_parts, other._parts, _parts);

    /// <summary>Multiplies every part with a matrix, [width, outputs].</summary>
    public Decomposition Times(TensorValue matrix)
    {
        int outputs = matrix.Shape[^1];
        Decomposition product = new(Length, Sources, outputs);
        ReadOnlySpan<float> values = matrix.Values.AsSpan();
        for (int row = 0; row < Length * Sources; row++)
        {
            ReadOnlySpan<float> part = _parts.AsSpan(row * Width, Width);
            Span<float> target = product._parts.AsSpan(row * outputs, outputs);
            for (int inner = 0; inner < Width; inner++)
            {
                if (part[inner] != 0)
                {
                    TensorPrimitives.MultiplyAdd(values.Slice(inner * outputs, outputs), part[inner], target, target);
                }
            }
        }

        return product;
    }

    /// <summary>Multiplies every part of a position with the same factors, for instance with the slope of an activation.</summary>
    public void Scale(int position, ReadOnlySpan<float> factors)
    {
        for (int source = 0; source < Sources; source++)
        {
            Span<float> part = Part(position, source);
            TensorPrimitives.Multiply(part, factors, part);
        }
    }

    /// <summary>Shares a bias out over the sources, by how much each already points along it.</summary>
    public void Share(ReadOnlySpan<float> bias)
    {
        Span<double> weights = new double[Sources];
        for (int position = 0; position < Length; position++)
        {
            double sum = 0;
            for (int source = 0; source < Sources; source++)
            {
                weights[source] = Math.Abs(TensorPrimitives.Dot(Part(position, source), bias)) + Stabilizer;
                sum += weights[source];
            }

            for (int source = 0; source < Sources; source++)
            {
                Span<float> part = Part(position, source);
                TensorPrimitives.MultiplyAdd(bias, (float)(weights[source] / sum), part, part);
            }
        }
    }
}
