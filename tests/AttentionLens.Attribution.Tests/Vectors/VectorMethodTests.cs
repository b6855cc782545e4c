using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class VectorMethodTests
{
    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("gpt2", "a")]
    [InlineData("gpt2", "b")]
    [InlineData("vit", "a")]
    public async Task DecompX_BiasShared_AddsUpToTheLogit(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new DecompXMethod());

        Assert.All(result.CompletenessDeltas.Zip(result.TargetValues), pair => Assert.InRange(Math.Abs(pair.First), 0, 2e-5 * Math.Max(1, Math.Abs(pair.Second))));
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_mlm")]
    [InlineData("llama")]
    [InlineData("bart")]
    public async Task DecompX_ModelItDoesNotGoThrough_SaysWhatWould(string family)
    {
        using ReferenceCase reference = new(family);

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => Explained.RecordedAsync(reference, "a", new DecompXMethod()));

        Assert.Contains("choose cp-lrp", error.Message, StringComparison.Ordinal);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public async Task AttentionVectors_SummedOverKeys_AreTheHeadResults(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs("b").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
        using ModelRun run = await model.RunAsync(batch, new RunPlan { Capture = [HookSelector.Parse("*")] });
        VectorStack stack = Explained.StackOf(model, batch);
        TensorValue output = model.Weights.Get("blocks.1.attn.W_O").Read();

        AttentionVectors vectors = new(run, stack, 1, output, 2);

        LensTensor results = run.Captured(HookName.Parse("blocks.1.attn.result"));
        float[] expected = new float[vectors.Width];
        float[] sum = new float[vectors.Width];
        float[] part = new float[vectors.Width];
        int row = (2 * vectors.Length) + 1;
        for (int head = 0; head < vectors.Heads; head++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(expected, results.Values.Slice(((row * vectors.Heads) + head) * vectors.Width, vectors.Width), expected);
        }

        for (int key = 0; key < vectors.Length; key++)
        {
            vectors.Sum(1, key, part);
            System.Numerics.Tensors.TensorPrimitives.Add(sum, part, sum);
        }

        Assert.All(expected.Zip(sum), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bert_cls", "b")]
    [InlineData("llama", "b")]
    [InlineData("t5", "b")]
    public async Task Alti_AnyModel_RowsAreDistributions(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new AltiMethod());

        TensorValue matrix = result.Extras["matrix"];
        int keys = matrix.Shape[^1];
        for (int start = 0; start < matrix.Values.Length; start += keys)
        {
            Assert.Equal(1, matrix.Values.AsSpan(start, keys).ToArray().Sum(value => (double)value), 1e-5);
            Assert.All(matrix.Values.AsSpan(start, keys).ToArray(), value => Assert.True(value >= 0));
        }
    }

    [ReferenceFact("reference/gpt2")]
    public async Task GlobEnc_PreNormModel_SaysWhatWould()
    {
        using ReferenceCase reference = new("gpt2");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => Explained.RecordedAsync(reference, "a", new GlobEncMethod()));

        Assert.Contains("Choose alti", error.Message, StringComparison.Ordinal);
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("heads")]
    [InlineData("sum")]
    [InlineData("residual")]
    [InlineData("norm")]
    public async Task AttentionNorms_EveryReach_GivesPositiveScores(string reach)
    {
        using ReferenceCase reference = new("bert_cls");

        AttributionResult result = await Explained.RecordedAsync(reference, "a", new AttentionNormsMethod(), options: [("reach", reach), ("layer", "1")]);

        Assert.All(result.Scores.Values, score => Assert.True(score > 0));
    }
}
