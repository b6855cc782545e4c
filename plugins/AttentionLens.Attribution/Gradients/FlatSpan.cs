using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttentionLens.Attribution;

/// <summary>The value of a hook point in row-major order.</summary>
internal static class FlatSpan
{
    public static Span<float> Of(TensorSpan<float> value) => value.IsDense
        ? MemoryMarshal.CreateSpan(ref value.GetPinnableReference(), checked((int)value.FlattenedLength))
        : throw new LensException($"The model shows a value of {value.FlattenedLength} numbers with gaps between them; expected them in row-major order.");
}
