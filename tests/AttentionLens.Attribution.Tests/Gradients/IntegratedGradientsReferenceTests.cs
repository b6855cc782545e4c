using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class IntegratedGradientsReferenceTests
{
    private static readonly (string Ours, string Recorded)[] Rules =
    [
        ("gauss-legendre", "gausslegendre"),
        ("trapezoid", "riemann_trapezoid"),
        ("middle", "riemann_middle"),
        ("left", "riemann_left"),
        ("right", "riemann_right"),
    ];

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task IntegratedGradients_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);
        int compared = 0;
        foreach ((AttributionBaseline baseline, string absence) in ((AttributionBaseline, string)[])[(AttributionBaseline.Zero, "zero"), (AttributionBaseline.Pad, PadOf(family))])
        {
            foreach ((string rule, string recorded) in Rules)
            {
                string name = $"{set}.ig.{absence}.{recorded}";
                if (reference.Names.Contains(name))
                {
                    AttributionResult result = await Explained.RecordedAsync(reference, set, new IntegratedGradientsMethod(), baseline, ("rule", rule));

                    reference.AssertClose(name, result.FeatureScores!.Values.AsSpan());
                    AssertDeltas(reference, set, $"{name}.delta", result);
                    compared++;
                    if (reference.Names.Contains($"{name}.tokens"))
                    {
                        reference.AssertClose($"{name}.tokens", result.Scores.Values.AsSpan());
                    }
                }
            }
        }

        Assert.InRange(compared, 5, 7);
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task PadBaseline_RecordedExamples_KeepsTheRecordedTokens(string family, string set)
    {
        if (family == "vit")
        {
            return;
        }

        using ReferenceCase reference = new(family);
        await using LensModel model = await Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs(set).Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);

        int[] replaced = [.. batch.Examples.SelectMany(example => example.Tokens.Select(token => token.IsSpecial ? token.Id : model.Inputs.PadId!.Value))];

        Assert.Equal(reference.Expected($"{set}.ig.pad.baseline_ids").Select(id => (int)id), replaced);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("a", "pixels", AttributionBaseline.Zero)]
    [InlineData("b", "pixels", AttributionBaseline.Zero)]
    [InlineData("a", "", AttributionBaseline.Pad)]
    [InlineData("b", "", AttributionBaseline.Pad)]
    public async Task IntegratedGradients_PathInPixels_GivesRecordedPixelScores(string set, string hook, AttributionBaseline baseline)
    {
        using ReferenceCase reference = new("vit");

        AttributionResult result = await Explained.RecordedAsync(reference, set, new IntegratedGradientsMethod(), baseline, ("hook", hook));

        reference.AssertClose($"{set}.pixel.ig.zero.gausslegendre", result.Extras["pixel_scores"].Values.AsSpan());
        reference.AssertClose($"{set}.pixel.ig.zero.gausslegendre.delta", [.. result.CompletenessDeltas.Select(delta => (float)delta)]);
        reference.AssertClose($"{set}.ig.blackimage.gausslegendre.tokens", result.Scores.Values.AsSpan());
    }

    // A delta is a difference of two logits, so it is known no better than a logit is.
    private static void AssertDeltas(ReferenceCase reference, string set, string name, AttributionResult result)
    {
        double tolerance = Math.Max(reference.Tolerance(name), reference.Tolerance($"{set}.target_logit"));
        Assert.All(result.CompletenessDeltas.Zip(reference.Expected(name)), pair => Assert.Equal(pair.Second, pair.First, tolerance));
    }

    private static string PadOf(string family) => family == "vit" ? "blackimage" : "pad";
}
