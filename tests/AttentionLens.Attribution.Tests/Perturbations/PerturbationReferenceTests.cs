using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class PerturbationReferenceTests
{
    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task FeatureAblation_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);
        (AttributionBaseline, string)[] baselines = [(AttributionBaseline.Zero, "zero"), (AttributionBaseline.Pad, family == "vit" ? "blackimage" : "pad")];

        foreach ((AttributionBaseline baseline, string name) in baselines)
        {
            AttributionResult result = await Explained.RecordedAsync(reference, set, new FeatureAblationMethod(), baseline);

            reference.AssertClose($"{set}.ablation.token.{name}", result.Scores.Values.AsSpan());
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("1", "1")]
    [InlineData("3", "2")]
    [InlineData("100", "1")]
    public async Task Occlusion_Windows_CoverEveryPosition(string window, string step)
    {
        using ReferenceCase reference = new("bert_cls");

        AttributionResult result = await Explained.RecordedAsync(
            reference, "b", new OcclusionMethod(), options: [("parts", "window"), ("window", window), ("step", step)]);
        AttributionResult tokens = await Explained.RecordedAsync(reference, "b", new FeatureAblationMethod());

        Assert.Equal(10, result.Scores.Row(0).ToArray().Count(score => score != 0));
        Assert.Equal(5, result.Scores.Row(2).ToArray().Count(score => score != 0));
        Assert.Equal(window == "1", result.Scores.Values.SequenceEqual(tokens.Scores.Values));
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls")]
    [InlineData("t5")]
    public async Task ShapleySampling_AnyOrders_AddsUp(string family)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, "b", new ShapleySamplingMethod(), options: [("samples", "3")]);

        Assert.All(result.CompletenessDeltas, delta => Assert.Equal(0, delta, 1e-9));
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task KernelShap_EnoughSamples_AgreesWithShapleySampling()
    {
        using ReferenceCase reference = new("bert_cls");

        AttributionResult kernel = await Explained.RecordedAsync(reference, "b", new KernelShapMethod(), options: [("samples", "2000")]);
        AttributionResult sampled = await Explained.RecordedAsync(reference, "b", new ShapleySamplingMethod(), options: [("samples", "300")]);

        float scale = sampled.Scores.Values.Max(Math.Abs);
        Assert.All(kernel.Scores.Values.Zip(sampled.Scores.Values), pair => Assert.Equal(pair.First, pair.Second, 0.15 * scale));
        Assert.All(kernel.CompletenessDeltas, delta => Assert.Equal(0, delta, 1e-3));
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task Lime_Twice_IsTheSame()
    {
        using ReferenceCase reference = new("bert_cls");

        AttributionResult once = await Explained.RecordedAsync(reference, "b", new LimeMethod(), options: [("seed", "5")]);
        AttributionResult again = await Explained.RecordedAsync(reference, "b", new LimeMethod(), options: [("seed", "5")]);
        AttributionResult other = await Explained.RecordedAsync(reference, "b", new LimeMethod(), options: [("seed", "6")]);

        Assert.Equal(once.Scores, again.Scores);
        Assert.NotEqual(once.Scores, other.Scores);
    }
}
