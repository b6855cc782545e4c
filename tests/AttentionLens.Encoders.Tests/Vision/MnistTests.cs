using System.IO.Compression;
using System.Text.Json;
using AttentionLens.Tests;
using AttentionLens.Vit;

namespace AttentionLens.Encoders.Tests.Vision;

/// <summary>A trained vision transformer from elsewhere, on the handwritten digits that it was not trained on.</summary>
public sealed class MnistTests
{
    private const string Folder = "real-models/vit-mnist-preln-5l";
    private const string Digits = "datasets/mnist-test";
    private const int Side = 28;

    [ReferenceFact(Folder)]
    public async Task RunAsync_RecordedDigits_GivesLogitsAttentionAndHiddenStates()
    {
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), ReferenceData.At($"{Folder}/hf"));
        using JsonDocument recorded = JsonDocument.Parse(await File.ReadAllBytesAsync(ReferenceData.At($"{Folder}/reference_hf.json")));
        byte[] images = Unpacked("t10k-images-idx3-ubyte.gz");
        int last = model.Card.Layers - 1;
        int examples = 0;
        foreach (JsonElement example in recorded.RootElement.GetProperty("examples").EnumerateArray())
        {
            InputBatch batch = TestModel.Batch(model, [Input(images, example.GetProperty("mnist_test_index").GetInt32())]);

            using ModelRun run = await model.RunAsync(
                batch, TestModel.Capture($"blocks.{last}.attn.pattern", $"blocks.{last}.resid_post"));

            AssertRecorded(example.GetProperty("logits"), run.Output.Values, 1e-4);
            AssertRecorded(
                example.GetProperty("layer4_head0_class_token_attention"),
                run.Captured(HookName.Parse($"blocks.{last}.attn.pattern")).Values[..batch.Length],
                1e-5);
            AssertRecorded(
                example.GetProperty("last_encoder_hidden_state_class_token"),
                run.Captured(HookName.Parse($"blocks.{last}.resid_post")).Values[..model.Card.Width],
                1e-4);
            examples++;
        }

        Assert.True(examples > 0);
        Assert.Empty(model.Card.Caveats);
    }

    [ReferenceFact(Folder)]
    public async Task RunAsync_OneThousandDigits_AreMostlyRight()
    {
        const int Count = 1000;
        await using LensModel model = await TestModel.LoadAsync(new VitAdapter(), ReferenceData.At($"{Folder}/hf"));
        byte[] images = Unpacked("t10k-images-idx3-ubyte.gz");
        byte[] labels = Unpacked("t10k-labels-idx1-ubyte.gz");
        LensInput[] inputs = [.. Enumerable.Range(0, Count).Select(index => Input(images, index))];

        float[] logits = TestModel.Output(model, TestModel.Batch(model, inputs), RunPlan.OutputOnly);

        int right = Enumerable.Range(0, Count).Count(index =>
        {
            ReadOnlySpan<float> row = logits.AsSpan(index * 10, 10);
            return System.Numerics.Tensors.TensorPrimitives.IndexOfMax(row) == labels[8 + index];
        });
        Assert.InRange(right, 960, Count);
    }

    private static void AssertRecorded(JsonElement expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        for (int index = 0; index < actual.Length; index++)
        {
            Assert.Equal(expected[index].GetSingle(), actual[index], tolerance);
        }
    }

    private static LensInput Input(byte[] images, int index) => new()
    {
        Pixels = new ImagePixels(
            1, Side, Side, [.. images.AsSpan(16 + (index * Side * Side), Side * Side).ToArray().Select(Normalized)]),
    };

    private static float Normalized(byte level) => ((level / 255f) - 0.1307f) / 0.3081f;

    private static byte[] Unpacked(string name)
    {
        using GZipStream stream = new(File.OpenRead(ReferenceData.At($"{Digits}/{name}")), CompressionMode.Decompress);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
