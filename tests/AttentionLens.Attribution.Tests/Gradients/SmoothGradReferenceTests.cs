using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class SmoothGradReferenceTests
{
    public static TheoryData<string> Recorded => ["bert_cls", "bert_mlm", "gpt2", "vit", "bart", "t5", "llama"];

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Recorded))]
    public async Task SmoothGrad_RecordedNoise_GivesRecordedScores(string family)
    {
        using ReferenceCase reference = new(family);
        float[] recorded = reference.Expected("a.smoothgrad.noise");
        SmoothGradMethod method = new()
        {
            Noise = (sample, _, noise) => recorded.AsSpan(sample * noise.Length, noise.Length).CopyTo(noise),
        };

        AttributionResult result = await Explained.RecordedAsync(reference, "a", method, AttributionBaseline.Zero, ("samples", "6"));

        reference.AssertClose("a.smoothgrad", result.FeatureScores!.Values.AsSpan());
    }
}
