using System.Numerics.Tensors;
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

        AttentionVectors vectors = new(run, stack, VectorSublayer.Self, 1, output, 2);

        AssertSumsOfKeysAreResults(vectors, run.Captured(HookName.Parse("blocks.1.attn.result")), example: 2);
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

    [ReferenceTheory("reference/vit")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task AttentionVectors_OfADecoderOverTheEncoder_AreTheHeadResults(string family)
    {
        using ReferenceCase reference = new(family);
        await using LensModel model = await Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs("b").Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
        using ModelRun run = await model.RunAsync(batch, new RunPlan { Capture = [HookSelector.Parse("*")] });
        TensorValue output = model.Weights.Get("decoder.blocks.1.cross_attn.W_O").Read();

        AttentionVectors vectors = new(run, Explained.DecoderOf(model, batch), VectorSublayer.Cross, 1, output, 1);

        AssertSumsOfKeysAreResults(vectors, run.Captured(HookName.Parse("decoder.blocks.1.cross_attn.result")), example: 1);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("bart", "a")]
    [InlineData("bart", "b")]
    [InlineData("t5", "a")]
    [InlineData("t5", "b")]
    public async Task Alti_EncoderDecoder_SharesTheWholeBetweenSourceAndTarget(string family, string set)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(reference, set, new AltiMethod());

        TensorValue written = result.Extras["decoder_scores"];
        for (int example = 0; example < result.Targets.Length; example++)
        {
            float[] source = result.Scores.Row(example).ToArray();
            float[] target = written.Row(example).ToArray();
            Assert.All(source.Concat(target), share => Assert.InRange(share, 0, 1));
            Assert.Equal(1, source.Sum(share => (double)share) + target.Sum(share => (double)share), 1e-5);
            Assert.True(source.Any(share => share > 0) && target.Any(share => share > 0));
            Assert.All(target[(result.Targets[example].Position!.Value + 1)..], later => Assert.Equal(0, later));
        }
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("alti", "bert_cls")]
    [InlineData("alti", "gpt2")]
    [InlineData("alti", "vit")]
    [InlineData("alti", "bart")]
    [InlineData("alti", "t5")]
    [InlineData("value-zeroing", "bert_cls")]
    [InlineData("value-zeroing", "llama")]
    [InlineData("value-zeroing", "t5")]
    public async Task Flow_FollowedBackFromItsEnds_GivesTheScores(string method, string family)
    {
        using ReferenceCase reference = new(family);

        AttributionResult result = await Explained.RecordedAsync(
            reference, "a", method == "alti" ? new AltiMethod() : new ValueZeroingMethod(), options: [("detail", "flow")]);

        (TensorValue shares, TensorValue ends) = (result.Extras["flow"], result.Extras["flow_ends"]);
        (int layers, int positions) = (shares.Shape[1], shares.Shape[2]);
        for (int example = 0; example < result.Targets.Length; example++)
        {
            double[] held = [.. ends.Row(example).ToArray().Select(share => (double)share)];
            for (int layer = layers - 1; layer >= 0; layer--)
            {
                double[] before = new double[positions];
                for (int cell = 0; cell < positions * positions; cell++)
                {
                    before[cell % positions] += held[cell / positions] * shares.Row(example)[(layer * positions * positions) + cell];
                }

                held = before;
            }

            float[] scores = result.Scores.Row(example).ToArray();
            Assert.All(scores.Zip(held[^scores.Length..]), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
            Assert.Contains(scores, score => score > 0);
        }
    }

    [ReferenceTheory("reference/bart")]
    [InlineData("globenc")]
    [InlineData("attention-norms")]
    public async Task VectorMethods_EncoderDecoder_SayWhatWould(string method)
    {
        using ReferenceCase reference = new("bart");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(
            () => Explained.RecordedAsync(reference, "a", method == "globenc" ? new GlobEncMethod() : new AttentionNormsMethod()));

        Assert.Contains("choose alti", error.Message, StringComparison.Ordinal);
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

    // The results of heads, [batch, query, head, width], added up.
    private static void AssertSumsOfKeysAreResults(AttentionVectors vectors, LensTensor results, int example)
    {
        float[] sum = new float[vectors.Width];
        float[] part = new float[vectors.Width];
        for (int query = 0; query < vectors.Queries; query++)
        {
            float[] expected = new float[vectors.Width];
            for (int head = 0; head < vectors.Heads; head++)
            {
                int row = (((example * vectors.Queries) + query) * vectors.Heads) + head;
                TensorPrimitives.Add(expected, results.Values.Slice(row * vectors.Width, vectors.Width), expected);
            }

            Array.Clear(sum);
            for (int key = 0; key < vectors.Keys; key++)
            {
                vectors.Sum(query, key, part);
                TensorPrimitives.Add(sum, part, sum);
            }

            Assert.All(expected.Zip(sum), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        }
    }
}
