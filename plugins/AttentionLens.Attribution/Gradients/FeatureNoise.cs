namespace AttentionLens.Attribution;

/// <summary>Normal noise on the features of a batch. What an example gets depends on the seed, its index in the whole input and the sample, not on
/// what else stands in the batch; padding gets none.</summary>
internal static class FeatureNoise
{
    public static NoiseWriter Of(int seed, double deviation, InputBatch batch, PathEnd features) => (sample, example, noise) =>
    {
        if (deviation == 0)
        {
            return;
        }

        EncodedExample read = batch.Examples[example];
        SeededRandom random = SeededRandom.Stream((ulong)seed, (ulong)read.Index, (ulong)sample);
        bool hasPadding = features.Spec.Axes[1] == Axis.Position;
        int width = noise.Length / features.Shape[1];
        Span<float> seen = hasPadding ? noise.Slice(read.Start * width, read.Length * width) : noise;
        foreach (ref float value in seen)
        {
            value = (float)(deviation * random.NextNormal());
        }
    };
}
