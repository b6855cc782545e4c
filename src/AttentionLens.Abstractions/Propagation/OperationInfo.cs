namespace AttentionLens;

/// <summary>A recorded operation, as a rule set sees it.</summary>
/// <param name="Kind">What it computes.</param>
/// <param name="Name">Where it stands, in the words of hook points and weights, for instance <c>blocks.3.attn.q</c> or <c>blocks.3.mlp.act</c>.</param>
public sealed record OperationInfo(OperationKind Kind, string Name);
