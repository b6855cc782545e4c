using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A part of a model that can be taken away: a head, an attention or MLP sublayer, a block.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Stack">Where it is. Heads and attention sublayers: <c>self</c> in a model with one stack, else <c>encoder_self</c>, <c>decoder_self</c> or
/// <c>cross</c>. MLPs and blocks: <c>self</c>, <c>encoder</c> or <c>decoder</c>.</param>
/// <param name="Layer">The block's index in its stack, from 0.</param>
/// <param name="Head">The head's index from 0; null for what is no head.</param>
public sealed record ModelUnit(UnitKind Kind, string Stack, int Layer, int? Head = null)
{
    /// <summary>The word for the only stack of a model.</summary>
    public const string Self = "self";

    /// <summary>The word for attention of an encoder to itself.</summary>
    public const string EncoderSelf = "encoder_self";

    /// <summary>The word for attention of a decoder to itself.</summary>
    public const string DecoderSelf = "decoder_self";

    /// <summary>The word for attention of a decoder to what the encoder hands it.</summary>
    public const string Cross = "cross";

    /// <summary>How many heads stand at its hook point; needed to remove a head, and no part of equality.</summary>
    /// <value>0 where that is not known, and for what is no head.</value>
    public int HeadCount { get; init; }

    /// <summary>The hook point of what it writes: <c>attn.z</c>, <c>attn_out</c>, <c>mlp_out</c> or <c>resid_post</c>.</summary>
    /// <exception cref="LensInputException">There is no such stack for its kind.</exception>
    public HookName Site => HookName.Parse($"{BlockName}.{(Kind, Stack) switch
    {
        (UnitKind.Head, Cross) => "cross_attn.z",
        (UnitKind.Head, _) => "attn.z",
        (UnitKind.Attention, Cross) => "cross_attn_out",
        (UnitKind.Attention, _) => "attn_out",
        (UnitKind.Mlp, _) => "mlp_out",
        _ => "resid_post",
    }}");

    /// <summary>The hook point of what its block reads, <c>resid_pre</c>.</summary>
    /// <exception cref="LensInputException">There is no such stack for its kind.</exception>
    public HookName BlockInput => HookName.Parse($"{BlockName}.resid_pre");

    /// <summary>The interventions that remove it: a head is scaled by 0, a sublayer writes zeros, a block is passed by.</summary>
    /// <exception cref="LensInputException">It is a head, and how many stand beside it is not known.</exception>
    public ImmutableArray<Intervention> Removal => ModelUnits.RemovalOf([this]);

    private string BlockName => $"{(Kind, Stack) switch
    {
        (_, Self) => string.Empty,
        (UnitKind.Head or UnitKind.Attention, EncoderSelf) or (UnitKind.Mlp or UnitKind.Layer, "encoder") => "encoder.",
        (UnitKind.Head or UnitKind.Attention, DecoderSelf or Cross) or (UnitKind.Mlp or UnitKind.Layer, "decoder") => "decoder.",
        _ => throw new LensInputException(
            $"'{Stack}' is no stack of a unit of kind {Kind}; expected {(Kind is UnitKind.Head or UnitKind.Attention ? "self, encoder_self, decoder_self or cross" : "self, encoder or decoder")}."),
    }}blocks.{Layer}";

    /// <summary>Value equality: the same kind, stack, layer and head.</summary>
    /// <param name="other">The other unit.</param>
    public bool Equals(ModelUnit? other) => other is not null && (Kind, Stack, Layer, Head) == (other.Kind, other.Stack, other.Layer, other.Head);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Stack, Layer, Head);

    /// <summary>For instance <c>cross 1.3</c> for a head, <c>mlp self 2</c> for anything else.</summary>
    public override string ToString() => Head is { } head ? $"{Stack} {Layer}.{head}" : $"{ModelUnits.WordOf(Kind)} {Stack} {Layer}";
}
