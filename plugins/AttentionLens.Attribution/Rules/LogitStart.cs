using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>Relevance that starts as what is explained: each output times the gradient of the objective there, for a logit its own value.</summary>
internal static class LogitStart
{
    public static void Apply(ReadOnlySpan<float> output, Span<float> signal) => TensorPrimitives.Multiply(output, signal, signal);
}
