using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

public sealed class DirectLogitAttributionTests
{
    public static TheoryData<string, string> Recorded => new() { { "gpt2", "a" }, { "gpt2", "b" }, { "llama", "a" }, { "llama", "b" } };

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Recorded))]
    public async Task DirectLogitAttribution_RecordedExamples_GivesRecordedLogits(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DirectLogitAttributionMethod());

        reference.AssertClose($"{set}.dla", InRecordedOrder(result, "logits", 1));
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Recorded))]
    public async Task DirectLogitAttribution_VectorsKept_GivesRecordedVectors(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DirectLogitAttributionMethod(), options: [("detail", "vectors")]);

        reference.AssertClose($"{set}.dla.residual_components", InRecordedOrder(result, "vectors", result.Extras["mlp_vectors"].Shape[^1]));
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Recorded))]
    public async Task DirectLogitAttribution_RecordedExamples_AddsUpToRecordedSum(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DirectLogitAttributionMethod());

        reference.AssertClose($"{set}.dla.sum", SumsOf(result));
    }

    [ReferenceFact("reference/vit")]
    public async Task DirectLogitAttribution_Image_AddsUpToTheLogit()
    {
        using ReferenceCase reference = new("vit");

        AttributionResult result = await Explained.RecordedAsync(reference, "b", new DirectLogitAttributionMethod());

        Assert.All(result.TargetValues.Zip(SumsOf(result)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("mistral")]
    [InlineData("qwen2")]
    [InlineData("vit")]
    public async Task DirectLogitAttribution_DifferenceOfLogits_AddsUpToIt(string family)
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load(family);

        AttributionResult result = await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = seeded.Batch(),
            Method = new DirectLogitAttributionMethod(),
            Objective = new LogitDifferenceObjective(2, 0),
        });

        Assert.All(result.TargetValues.Zip(SumsOf(result)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public async Task Attribute_ContrastOfEachExample_IsTheDifferenceOfItsLogits()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        InputBatch batch = seeded.Batch();
        InputBatch named = new([.. batch.Examples.Select((example, index) => example.WithInput(example.Input with { Target = 2 + index, WrongTarget = index }))]);
        foreach (AttributionMethod method in (AttributionMethod[])[
            new DirectLogitAttributionMethod(), new LogitLensMethod(), new FeatureAblationMethod(), new GradientTimesInputMethod(), new CpLrpMethod()])
        {
            AttributionResult contrast = await ExplainAsync(new ContrastObjective());
            AttributionResult first = await ExplainAsync(new LogitDifferenceObjective(2, 0));
            AttributionResult second = await ExplainAsync(new LogitDifferenceObjective(3, 1));

            Assert.Equal([new(2, first.Targets[0].Position) { Against = 0 }, new(3, second.Targets[1].Position) { Against = 1 }], contrast.Targets.Take(2));
            Assert.Equal([first.TargetValues[0], second.TargetValues[1]], contrast.TargetValues.Take(2));
            Assert.Equal(first.Scores.Row(0).ToArray(), contrast.Scores.Row(0).ToArray());
            Assert.Equal(second.Scores.Row(1).ToArray(), contrast.Scores.Row(1).ToArray());

            Task<AttributionResult> ExplainAsync(Objective objective) => AttributionRunner.AttributeAsync(
                new AttributionRequest { Model = seeded.Model, Batch = named, Method = method, Objective = objective, Rules = [new CpLrpRules()] }).AsTask();
        }
    }

    [ReferenceTheory("reference/llama")]
    [MemberData(nameof(Recorded))]
    public async Task DirectLogitAttribution_Scores_AreWhatHeadsAndEmbeddingsAdd(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DirectLogitAttributionMethod());

        IReadOnlyList<LensInput> inputs = reference.Inputs(set);
        for (int example = 0; example < inputs.Count; example++)
        {
            double expected = new[] { "head_logits", "token_embedding_logits", "position_embedding_logits" }
                .Where(result.Extras.ContainsKey).Sum(name => result.Extras[name].Row(example).ToArray().Sum(value => (double)value));
            Assert.Equal(expected, result.Scores.Row(example).ToArray().Sum(value => (double)value), 1e-5);
            for (int position = 0; position < inputs[example].AttentionMask.Length; position++)
            {
                Assert.True(inputs[example].AttentionMask[position] || result.Scores.Row(example)[position] == 0);
            }
        }
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "last normalisation")]
    [InlineData("t5", "encoder beside its decoder")]
    public async Task DirectLogitAttribution_ModelItCannotRead_SaysWhy(string family, string message)
    {
        using ReferenceCase reference = new(family);

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => Explained.RecordedAsync(reference, "a", new DirectLogitAttributionMethod()));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DirectLogitAttribution_Probability_SaysWhatWould()
    {
        await using Attribution.Tests.SeededModel seeded = Attribution.Tests.SeededModel.Load("gpt2");
        AttributionRequest request = new()
        {
            Model = seeded.Model,
            Batch = seeded.Batch(),
            Method = new DirectLogitAttributionMethod(),
            Objective = new ProbabilityObjective(),
        };

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () => await AttributionRunner.AttributeAsync(request));

        Assert.Contains("--objective logit", error.Message, StringComparison.Ordinal);
    }

    private static float[] SumsOf(AttributionResult result) => [.. Enumerable.Range(0, result.Targets.Length).Select(example => (float)result.Extras
        .Where(extra => extra.Key.EndsWith("_logits", StringComparison.Ordinal)).Sum(extra => extra.Value.Row(example).ToArray().Sum(value => (double)value)))];

    // The recorded order: embeddings, then of each layer the heads, the bias and the MLP, then the bias of the end; components before examples.
    private static float[] InRecordedOrder(AttributionResult result, string what, int width)
    {
        List<float> values = [];
        void Take(string name, int from, int count)
        {
            if (result.Extras.TryGetValue($"{name}_{what}", out TensorValue? value))
            {
                for (int component = from; component < from + count; component++)
                {
                    for (int example = 0; example < value.Shape[0]; example++)
                    {
                        values.AddRange(value.Row(example).Slice(component * width, width));
                    }
                }
            }
        }

        (int layers, int heads) = (result.Extras["head_logits"].Shape[1], result.Extras["head_logits"].Shape[2]);
        Take("token_embedding", 0, 1);
        Take("position_embedding", 0, 1);
        for (int layer = 0; layer < layers; layer++)
        {
            Take("head", layer * heads, heads);
            Take("attention_bias", layer, 1);
            Take("mlp", layer, 1);
        }

        Take("final_bias", 0, 1);
        return [.. values];
    }
}
