using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The value of a hook point in row-major order.</summary>
internal static class FlatSpan
{
    public static Span<float> Of(TensorSpan<float> value)
    {
        Span<nint> start = stackalloc nint[value.Rank];
        start.Clear();
        return value.GetSpan(start, (int)value.FlattenedLength);
    }
}
