using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class AttentionReferenceTests
{
    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task Rollout_RecordedExamples_GivesRecordedMatrices(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new RolloutMethod());

        string name = reference.Names.Contains($"{set}.rollout") ? $"{set}.rollout" : $"{set}.rollout.encoder";
        reference.AssertClose(name, result.Extras["matrix"].Values.AsSpan());
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("bert_mlm", "a")]
    [InlineData("bert_mlm", "b")]
    [InlineData("gpt2", "a")]
    [InlineData("gpt2", "b")]
    [InlineData("vit", "a")]
    [InlineData("vit", "b")]
    [InlineData("llama", "a")]
    [InlineData("llama", "b")]
    public async Task CheferGeneric_RecordedExamples_GivesRecordedMatrices(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new CheferGenericMethod());

        reference.AssertClose($"{set}.generic.R", result.Extras["matrix"].Values.AsSpan());
    }

    // The recorded run does not differentiate the decoder's first block, so there the recorded gradients stand in for ours.
    [ReferenceTheory("reference/t5")]
    [InlineData("bart", "a")]
    [InlineData("bart", "b")]
    [InlineData("t5", "a")]
    [InlineData("t5", "b")]
    public async Task CheferGeneric_RecordedEncoderDecoder_GivesRecordedMatrices(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new CheferGenericMethod());

        reference.AssertClose($"{set}.generic.R_encoder", result.Extras["matrix"].Values.AsSpan());
        Assert.Contains(result.Extras["cross_matrix"].Values, score => score > 0);
        Assert.Equal(RecordedDecoder(reference, set), [.. reference.Expected($"{set}.generic.R_decoder")], Within(reference.Tolerance($"{set}.generic.R_decoder")));
    }

    private static float[] RecordedDecoder(ReferenceCase reference, string set)
    {
        const int Heads = 4;
        const int Size = 6;
        float[] first = reference.Expected($"{set}.decoder_self_attentions.0");
        int examples = first.Length / (Heads * Size * Size);
        List<float> all = [];
        for (int example = 0; example < examples; example++)
        {
            GenericRelevance relevance = new GenericRelevance(Size).WithDecoder(Size);
            for (int layer = 0; layer < 2; layer++)
            {
                float[] pattern = reference.Expected($"{set}.decoder_self_attentions.{layer}");
                float[] gradient = reference.Expected($"{set}.grad.decoder_self_attentions.{layer}");
                Matrix mean = new(Size, Size);
                for (int entry = 0; entry < Heads * Size * Size; entry++)
                {
                    int place = (example * Heads * Size * Size) + entry;
                    mean[entry / Size % Size, entry % Size] += Math.Max(0, (double)pattern[place] * gradient[place]) / Heads;
                }

                relevance = relevance.AfterDecoderSelf(mean);
            }

            for (int row = 0; row < Size; row++)
            {
                all.AddRange([.. relevance.Decoder.Row(row).ToArray().Select(value => (float)value)]);
            }
        }

        return [.. all];
    }

    private static Func<float, float, bool> Within(double tolerance) => (expected, actual) => Math.Abs(expected - actual) <= tolerance;
}
