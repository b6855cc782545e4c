namespace AttentionLens.Attribution;

/// <summary>Writes the value that a hook point has for an example at a point.</summary>
/// <param name="point">The point.</param>
/// <param name="example">The example's index in the batch.</param>
/// <param name="row">Takes it; holds what the model computed.</param>
internal delegate void PointWriter(int point, int example, Span<float> row);
