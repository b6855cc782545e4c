using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class RelevanceMethodTests
{
    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task AttnLrp_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new AttnLrpMethod(), options: [("detail", "layers")]);

        reference.AssertClose($"{set}.attnlrp.relevance", result.FeatureScores!.Values.AsSpan());
        reference.AssertClose($"{set}.attnlrp.tokens", result.Scores.Values.AsSpan());
        string layers = reference.Names.Contains($"{set}.attnlrp.layer_tokens") ? $"{set}.attnlrp.layer_tokens" : $"{set}.attnlrp.encoder.layer_tokens";
        reference.AssertClose(layers, Layers(result, reference.Expected(layers), behindNorm: family == "gpt2"));
    }

    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task CpLrp_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new CpLrpMethod());

        reference.AssertClose($"{set}.cplrp.relevance", result.FeatureScores!.Values.AsSpan());
        reference.AssertClose($"{set}.cplrp.tokens", result.Scores.Values.AsSpan());
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("vit", "a")]
    [InlineData("vit", "b")]
    public async Task CheferLrp_RecordedExamples_GivesRecordedScores(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult whole = await Explained.RecordedAsync(reference, set, new CheferLrpMethod());
        AttributionResult later = await Explained.RecordedAsync(reference, set, new CheferLrpMethod(), options: [("start-layer", "1")]);

        reference.AssertClose($"{set}.chefer.relevance", whole.Scores.Values.AsSpan());
        reference.AssertClose($"{set}.chefer.relevance_start1", later.Scores.Values.AsSpan());
    }

    // Acceptance: two independent codes, one backward pass against vectors carried forward.
    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("gpt2", "a")]
    [InlineData("vit", "b")]
    public async Task CpLrp_BehindTheEmbedding_IsDecompXWithoutBiases(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult relevance = await Explained.RecordedAsync(reference, set, new CpLrpMethod(), options: [("detail", "layers")]);
        AttributionResult vectors = await Explained.RecordedAsync(reference, set, new DecompXMethod(), options: [("bias", "none")]);

        TensorValue layers = relevance.Extras["layer_scores"];
        int skipped = layers.Shape[2] - vectors.Scores.Shape[1];
        for (int example = 0; example < layers.Shape[0]; example++)
        {
            float[] expected = layers.Row(example)[skipped..layers.Shape[2]].ToArray();
            float scale = expected.Max(Math.Abs);
            Assert.All(expected.Zip(vectors.Scores.Row(example).ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * scale));
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls")]
    [InlineData("t5")]
    public async Task ClassicRules_AnyModel_GiveFiniteScores(string family)
    {
        using ReferenceCase reference = new(family);

        foreach (AttributionMethod method in (AttributionMethod[])[new EpsilonLrpMethod(), new GammaLrpMethod(), new AlphaBetaLrpMethod()])
        {
            AttributionResult result = await Explained.RecordedAsync(reference, "b", method);

            Assert.Contains(result.Scores.Values, score => score != 0);
            Assert.True(result.Extras.IsEmpty);
        }
    }

    // Hugging Face's last hidden state of GPT-2 lies behind the last normalisation, which hands relevance on changed; ours lies before it.
    private static float[] Layers(AttributionResult result, float[] recorded, bool behindNorm)
    {
        TensorValue layers = result.Extras["layer_scores"];
        float[] ours = [.. layers.Values];
        int positions = layers.Shape[2];
        for (int example = 1; behindNorm && example <= layers.Shape[0]; example++)
        {
            int last = (example * layers.Shape[1] * positions) - positions;
            recorded.AsSpan(last, positions).CopyTo(ours.AsSpan(last));
        }

        return ours;
    }
}
