namespace AttentionLens;

/// <summary>A place in a model whose value can be read, changed, or differentiated.</summary>
/// <param name="Name">Its address.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Stack">The stack it belongs to: empty for a model with one stack, else <c>encoder</c> or <c>decoder</c>.</param>
/// <param name="Layer">The block's index from 0, or null outside the blocks.</param>
/// <param name="Spec">The meaning of its dimensions and numbers.</param>
/// <param name="Capabilities">What can be done there.</param>
public sealed record HookPoint(HookName Name, HookKind Kind, string Stack, int? Layer, TensorSpec Spec, HookCapabilities Capabilities)
{
    /// <summary>The stack whose positions the key dimension counts: <c>encoder</c> for a decoder's cross-attention.</summary>
    /// <value><see cref="Stack"/> by default: self-attention.</value>
    public string KeyStack { get; init; } = Stack;

    /// <summary>The stack whose positions <see cref="Axis.Position"/> counts: that of the keys for keys and values, else <see cref="Stack"/>.</summary>
    public string PositionStack => Kind is HookKind.Key or HookKind.Value ? KeyStack : Stack;

    /// <summary>Whether a position attends to itself and earlier positions alone.</summary>
    /// <value>false by default.</value>
    public bool IsCausal { get; init; }
}
