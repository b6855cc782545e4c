namespace AttentionLens;

/// <summary>A head's place on a map of heads.</summary>
/// <param name="Layer">The layer, from 0.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="X">The place along the direction in which heads differ most; all three finite, in the unit of the figure.</param>
/// <param name="Y">The place along the second direction.</param>
/// <param name="Z">The place along the third direction, which a picture in the plane leaves out.</param>
public sealed record HeadMapPoint(int Layer, int Head, float X, float Y, float Z);
