namespace AttentionLens.Attribution;

/// <summary>Adds to a plan what makes the rows of its pass what they are: row <c>point · examples + example</c> is the example at the point
/// <c>first + point</c>.</summary>
/// <param name="plan">The plan.</param>
/// <param name="first">The first point of the pass.</param>
/// <param name="points">The number of points in the pass.</param>
internal delegate RunPlan PointChange(RunPlan plan, int first, int points);
