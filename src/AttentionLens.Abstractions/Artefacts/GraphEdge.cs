namespace AttentionLens;

/// <summary>A link from a head to one of a later layer.</summary>
/// <param name="From">The index of the earlier head among the figure's nodes.</param>
/// <param name="To">The index of the later head.</param>
/// <param name="Kind">By what they are linked, for instance <c>Q</c>; links of one kind have one colour.</param>
/// <param name="Weight">How strongly, in the unit of the figure.</param>
public sealed record GraphEdge(int From, int To, string Kind, float Weight);
