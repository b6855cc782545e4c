namespace AttentionLens.Attribution;

/// <summary>The hook points and weights of one kind of attention sublayer.</summary>
/// <param name="Attention">The attention, for instance <c>attn</c>.</param>
/// <param name="Before">The residual stream that it adds to.</param>
/// <param name="Output">What it adds.</param>
/// <param name="After">The residual stream behind it, normalised where the block normalises behind its sublayers.</param>
/// <param name="Norm">Its normalisation.</param>
internal sealed record VectorSublayer(string Attention, string Before, string Output, string After, string Norm)
{
    /// <summary>Attention over the stack's own positions.</summary>
    public static VectorSublayer Self { get; } = new("attn", "resid_pre", "attn_out", "resid_mid", "ln1");

    /// <summary>A decoder's attention over the encoder.</summary>
    public static VectorSublayer Cross { get; } = new("cross_attn", "resid_mid", "cross_attn_out", "resid_mid_cross", "ln_cross");

    /// <summary>What a run must capture for it.</summary>
    public IEnumerable<string> Hooks => [$"{Attention}.pattern", $"{Attention}.v", Before, Output, After];
}
