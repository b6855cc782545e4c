using System.Text.Json.Nodes;
using AttentionLens.Models;
using AttentionLens.Vit;

namespace AttentionLens.Encoders.Tests.Vision;

/// <summary>What is particular to models of images: positions, heads, and what they refuse.</summary>
public sealed class VisionModelTests
{
    [Fact]
    public async Task RunAsync_DistilledClassifier_IsTheMeanOfBothPositions()
    {
        await using TransformerModel model = TestModel.Load(
            new DeitAdapter(), EncoderCase.Vision("deit", "DeiTForImageClassificationWithTeacher"));
        InputBatch batch = TestModel.Batch(model, EncoderCase.Images(3, 6, 6));

        using ModelRun run = TestModel.Run(model, batch, TestModel.Capture("ln_final"));

        float[] stream = run.Captured(HookName.Parse("ln_final")).Values.ToArray();
        int width = model.Card.Width;
        for (int example = 0; example < batch.Size; example++)
        {
            double[][] logits = [.. new[] { "cls_classifier", "distillation_classifier" }.Select((name, position) => Formulas.Linear(
                [.. stream.AsSpan(((example * batch.Length) + position) * width, width).ToArray().Select(value => (double)value)],
                TestModel.Weight(model, $"{name}.weight"),
                TestModel.Weight(model, $"{name}.bias")))];
            float[] mean = [.. logits[0].Zip(logits[1], (one, other) => (float)((one + other) / 2))];
            TestModel.AssertClose(mean, run.Output.Values.Slice(example * mean.Length, mean.Length), 1e-5);
        }
    }

    [Theory]
    [InlineData(6, 6)]
    [InlineData(7, 7)]
    public async Task RunAsync_GridOfTheConfiguredSize_TakesPositionsAsStored(int height, int width)
    {
        await using TransformerModel model = TestModel.Load(new VitAdapter(), EncoderCase.Vision("vit", "ViTForImageClassification"));

        using ModelRun run = TestModel.Run(
            model, TestModel.Batch(model, EncoderCase.Images(3, height, width)), TestModel.Capture("pos_embed"));

        float[] stored = TestModel.Weight(model, "vit.embeddings.position_embeddings");
        Assert.Equal([.. stored, .. stored, .. stored], run.Captured(HookName.Parse("pos_embed")).Values.ToArray());
    }

    [Theory]
    [InlineData(4, 10)]
    [InlineData(14, 8)]
    [InlineData(2, 2)]
    public async Task RunAsync_OtherSize_StretchesPositionsByTheirFormula(int height, int width)
    {
        const int Side = 2;
        const int Stored = 3;
        await using TransformerModel model = TestModel.Load(new DeitAdapter(), EncoderCase.Vision("deit", "DeiTModel"));

        using ModelRun run = TestModel.Run(
            model, TestModel.Batch(model, [EncoderCase.Image(1, 3, height, width)]), TestModel.Capture("pos_embed"));

        float[] table = TestModel.Weight(model, "embeddings.position_embeddings");
        ReadOnlySpan<float> actual = run.Captured(HookName.Parse("pos_embed")).Values;
        int features = model.Card.Width;
        TestModel.AssertClose(table.AsSpan(0, 2 * features), actual[..(2 * features)], 0);
        for (int index = 2 * features; index < actual.Length; index++)
        {
            (int patch, int feature) = Math.DivRem(index - (2 * features), features);
            (int row, int column) = Math.DivRem(patch, width / Side);
            double expected = 0;
            for (int point = 0; point < Stored * Stored; point++)
            {
                expected += Share(row, height / Side, point / Stored, Stored) * Share(column, width / Side, point % Stored, Stored)
                    * table[((2 + point) * features) + feature];
            }

            Assert.Equal(expected, actual[index], 1e-5);
        }
    }

    [Fact]
    public async Task Encode_Image_NamesPatchesByRowAndColumn()
    {
        await using TransformerModel model = TestModel.Load(new DeitAdapter(), EncoderCase.Vision("deit", "DeiTModel"));

        EncodedExample example = TestModel.Batch(model, [EncoderCase.Image(1, 3, 5, 6)]).Examples[0];

        Assert.Equal("[CLS] [DIST] r0c0 r0c1 r0c2 r1c0 r1c1 r1c2", string.Join(' ', example.Tokens.Select(token => token.Text)));
        Assert.Equal(new PatchGrid(2, 3, 2, 2), example.Patches);
        Assert.Equal((1, 2), example.Patches!.At(7));
        Assert.Null(example.Patches.At(1));
        Assert.Null(example.Patches.At(8));
        Assert.Equal([true, true, false, false, false, false, false, false], example.Tokens.Select(token => token.IsSpecial));
    }

    [Fact]
    public async Task Encode_WhatIsNoImageOfTheModel_IsRefused()
    {
        await using TransformerModel model = TestModel.Load(new VitAdapter(), EncoderCase.Vision("vit", "ViTModel"));
        LensInput image = EncoderCase.Image(1, 3, 6, 6);

        Refuse(new LensInput { Text = "a cat" }, "text");
        Refuse(new LensInput { Ids = [1] }, "ids");
        Refuse(new LensInput(), "neither");
        Refuse(image with { Image = "cat.png" }, "both");
        Refuse(EncoderCase.Image(1, 1, 6, 6), "1 channels");
        Refuse(EncoderCase.Image(1, 3, 1, 6), "1 pixels high");
        Refuse(new LensInput { Pixels = new ImagePixels(3, 2, 2, [.. Enumerable.Repeat(float.NaN, 12)]) }, "NaN");
        TestModel.AssertRefused(() => TestModel.Batch(model, [image, EncoderCase.Image(2, 3, 6, 8) with { Id = "second" }]), "'second'", "one size");

        void Refuse(LensInput input, string word) => TestModel.AssertRefused(() => TestModel.Batch(model, [input]), word);
    }

    [Fact]
    public async Task RunAsync_PoolerOfTheCheckpoint_IsItsHook()
    {
        await using TransformerModel model = TestModel.Load(new VitAdapter(), EncoderCase.Vision("vit", "ViTModel"));
        using TestFolder folder = new(EncoderCase.Vision("vit", "ViTModel"));
        AttentionLens.Models.Checkpoints.SafetensorsWriter writer = new();
        foreach (Numerics.Parameter parameter in model.Parameters)
        {
            writer.Add(parameter.Name, [.. parameter.Shape.Select(extent => (long)extent)], TestModel.Weight(model, parameter.Name));
        }

        float[] weight = [.. Enumerable.Range(0, 144).Select(index => MathF.Sin(index))];
        float[] bias = [.. Enumerable.Range(0, 12).Select(index => index / 12f)];
        writer.Add("pooler.dense.weight", [12, 12], weight);
        writer.Add("pooler.dense.bias", [12], bias);
        writer.Save(folder.At("model.safetensors"));
        await using TransformerModel loaded = await TestModel.LoadAsync(new VitAdapter(), folder.Path);

        using ModelRun run = TestModel.Run(loaded, TestModel.Batch(loaded, [EncoderCase.Image(1, 3, 6, 6)]), TestModel.Capture("pooled", "ln_final"));

        double[] first = [.. run.Captured(HookName.Parse("ln_final")).Values[..12].ToArray().Select(value => (double)value)];
        float[] expected = [.. Formulas.Linear(first, weight, bias).Select(value => (float)Math.Tanh(value))];
        TestModel.AssertClose(expected, run.Captured(HookName.Parse("pooled")).Values, 1e-5);
    }

    [Theory]
    [InlineData("patch_size", "7")]
    [InlineData("patch_size", "[2, 3]")]
    [InlineData("patch_size", "0")]
    [InlineData("image_size", "\"6\"")]
    [InlineData("image_size", "[6, 6, 6]")]
    [InlineData("num_channels", "0")]
    [InlineData("qkv_bias", "1")]
    [InlineData("pooler_output_size", "5")]
    [InlineData("pooler_act", "\"mish\"")]
    [InlineData("hidden_act", "\"mish\"")]
    public void Initialize_BadValue_IsRefusedByItsKey(string key, string value)
    {
        using TestFolder folder = new(EncoderCase.Vision("vit", "ViTModel", (key, JsonNode.Parse(value))));

        TestModel.AssertRefused(() => new VitAdapter().Initialize(folder.Open(), 1), $"'{key}'", "config.json", "expected");
    }

    [Fact]
    public void Match_FamilyOfTheOther_IsNo()
    {
        using TestFolder folder = new(EncoderCase.Vision("deit", "DeiTModel"));

        Assert.Contains("'deit'", new VitAdapter().Match(folder.Open()).Reason, StringComparison.Ordinal);
        Assert.Equal(ModelMatch.Yes, new DeitAdapter().Match(folder.Open()));
    }

    // The share of a stored point in a place: cubic convolution with a = -0.75 over four neighbours, those beyond the edge counting for it.
    private static double Share(int place, int places, int point, int points)
    {
        double source = ((place + 0.5) * points / places) - 0.5;
        return Enumerable.Range((int)Math.Floor(source) - 1, 4)
            .Where(neighbour => Math.Clamp(neighbour, 0, points - 1) == point)
            .Sum(neighbour => Kernel(Math.Abs(source - neighbour)));
    }

    private static double Kernel(double d) => d <= 1
        ? (1.25 * Math.Pow(d, 3)) - (2.25 * d * d) + 1
        : (-0.75 * Math.Pow(d, 3)) + (3.75 * d * d) - (6 * d) + 3;
}
