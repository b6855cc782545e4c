namespace AttentionLens.Attribution;

/// <summary>Writes noise.</summary>
/// <param name="sample">The sample.</param>
/// <param name="example">The example's index in the batch.</param>
/// <param name="noise">Takes the noise of every feature of the example; holds zeros.</param>
internal delegate void NoiseWriter(int sample, int example, Span<float> noise);
