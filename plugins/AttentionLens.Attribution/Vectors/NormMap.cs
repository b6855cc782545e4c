using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>A normalisation seen as a linear map: the deviation that it divides by is that of the whole, whatever part is mapped.</summary>
/// <remarks>Source: Kobayashi et al. 2021, section 3.3.</remarks>
internal sealed class NormMap
{
    private readonly float[] _scale;
    private readonly double _epsilon;
    private readonly bool _centers;

    private NormMap(float[] scale, float[]? shift, double epsilon)
    {
        _scale = scale;
        _epsilon = epsilon;
        _centers = shift is not null;
        Shift = shift;
    }

    /// <summary>What is added at the end; null in an RMSNorm, which does not centre either.</summary>
    public float[]? Shift { get; }

    public static NormMap Read(LensModel model, string name)
    {
        ModelWeight scale = model.Weights.Get($"{name}.w");
        return new NormMap([.. scale.Read().Values], model.Weights.Find($"{name}.b")?.Read().Values.ToArray(), scale.Epsilon ?? 0);
    }

    /// <summary>What the normalisation of a whole multiplies with.</summary>
    public float InverseDeviation(ReadOnlySpan<float> whole)
    {
        double mean = _centers ? Mean(whole) : 0;
        double squares = 0;
        foreach (float value in whole)
        {
            squares += (value - mean) * (value - mean);
        }

        return (float)(1 / Math.Sqrt((squares / whole.Length) + _epsilon));
    }

    /// <summary>Maps a part in place, without the shift.</summary>
    public void Apply(Span<float> part, float inverseDeviation)
    {
        if (_centers)
        {
            TensorPrimitives.Subtract(part, (float)Mean(part), part);
        }

        TensorPrimitives.Multiply(part, inverseDeviation, part);
        TensorPrimitives.Multiply(part, _scale, part);
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }
}
