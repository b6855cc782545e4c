using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class GradientReferenceTests
{
    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task Saliency_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new SaliencyMethod());

        reference.AssertClose($"{set}.target_logit", [.. result.TargetValues.Select(value => (float)value)]);
        reference.AssertClose($"{set}.saliency", result.FeatureScores!.Values.AsSpan());
        reference.AssertClose($"{set}.grad_l2.tokens", result.Scores.Values.AsSpan());
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task GradientTimesInput_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new GradientTimesInputMethod());

        reference.AssertClose($"{set}.grad_x_input", result.FeatureScores!.Values.AsSpan());
        reference.AssertClose($"{set}.grad_x_input.tokens", result.Scores.Values.AsSpan());
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("a")]
    [InlineData("b")]
    public async Task Pixels_RecordedImages_GiveRecordedScores(string set)
    {
        using ReferenceCase reference = new("vit");

        AttributionResult saliency = await Explained.RecordedAsync(reference, set, new SaliencyMethod());
        AttributionResult product = await Explained.RecordedAsync(reference, set, new GradientTimesInputMethod());

        reference.AssertClose($"{set}.pixel.grad_x_input", product.Extras["pixel_scores"].Values.AsSpan());
        float[] absolute = [.. reference.Expected($"{set}.pixel.grad").Select(Math.Abs)];
        Assert.All(saliency.Extras["pixel_scores"].Values.Zip(absolute), pair => Assert.Equal(pair.Second, pair.First, reference.Tolerance($"{set}.pixel.grad")));
    }
}
