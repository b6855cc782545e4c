using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a pass had within a block before it came to a site. It owns its handles.</summary>
/// <param name="Site">The site.</param>
/// <param name="Given">What the block was given, [batch, position, width].</param>
/// <param name="Stream">The residual stream before the site's sublayer; null where it is what the block was given.</param>
/// <param name="Value">The value at the site, before what was changed there.</param>
/// <param name="EncoderOutput">What the decoder attends to, once it has begun.</param>
internal sealed record KeptPoint(int Site, Tensor Given, Tensor? Stream, Tensor Value, Tensor? EncoderOutput) : IDisposable
{
    public void Dispose()
    {
        Given.Dispose();
        Stream?.Dispose();
        Value.Dispose();
        EncoderOutput?.Dispose();
    }
}
