namespace AttentionLens.Rendering;

/// <summary>What moves from one token to one token in one layer.</summary>
/// <param name="Layer">The place of the layer within the figure.</param>
/// <param name="From">The token before the layer.</param>
/// <param name="To">The token behind it.</param>
/// <param name="Amount">The share of the whole.</param>
/// <param name="Above">What leaves the same token before the layer above this ribbon.</param>
/// <param name="AboveBehind">What reaches the same token behind the layer above this ribbon.</param>
internal readonly record struct FlowRibbon(int Layer, int From, int To, double Amount, double Above, double AboveBehind);
