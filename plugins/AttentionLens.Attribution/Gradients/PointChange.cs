namespace AttentionLens.Attribution;

/// <summary>The change that makes the rows of a pass what they are: row <c>point · examples + example</c> is the example at the point
/// <c>first + point</c>.</summary>
/// <param name="first">The first point of the pass.</param>
/// <param name="points">The number of points in the pass.</param>
internal delegate Intervention PointChange(int first, int points);
