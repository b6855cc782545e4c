using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Bert.Tests.Models;

/// <summary>A checkpoint gives the model that was written, or says which tensors do not fit.</summary>
public sealed class CheckpointTests : BertTest
{
    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public void LoadAsync_WhatWasWritten_GivesTheSameBits(string architecture)
    {
        TransformerModel model = Load(architecture);
        using BertFolder folder = new(architecture);
        TrainedModelWriter.WriteWeights(model, folder.Path, CheckpointElementType.F32);

        LensModel loaded = Read(folder);

        InputBatch batch = SmallBert.Batch(model);
        Assert.Equal(SmallBert.Logits(model, batch, RunPlan.OutputOnly), SmallBert.Logits(loaded, batch, RunPlan.OutputOnly));
        Assert.Equal(model.Card.ParameterCount, loaded.Card.ParameterCount);
        SmallBert.Dispose(loaded);
    }

    [Theory]
    [InlineData("bert.encoder.layer.1.attention.self.query.weight")]
    [InlineData("bert.embeddings.LayerNorm.bias")]
    [InlineData("classifier.bias")]
    public void LoadAsync_TensorMissing_IsNamed(string name)
    {
        using BertFolder folder = Changed(tensors => tensors.Remove(name));

        AssertRefused(() => Read(folder), name["bert.".Length..].Split('.')[^1], "missing");
    }

    [Fact]
    public void LoadAsync_TensorTooMany_IsNamed()
    {
        using BertFolder folder = Changed(tensors => tensors.Add("bert.encoder.layer.7.extra", ([2], [1, 2])));

        AssertRefused(() => Read(folder), "bert.encoder.layer.7.extra", "unknown");
    }

    [Fact]
    public void LoadAsync_TensorOfAnotherShape_IsNamed()
    {
        using BertFolder folder = Changed(tensors => tensors["classifier.weight"] = ([12, 3], new float[36]));

        AssertRefused(() => Read(folder), "classifier.weight", "wrong shape", "[3, 12]");
    }

    [Fact]
    public void LoadAsync_ValueNotFinite_IsNamedUnlessAllowed()
    {
        using BertFolder folder = Changed(tensors => tensors["classifier.bias"] = ([3], [0, float.NaN, 0]));

        AssertRefused(() => Read(folder), "classifier.bias", "NaN");
        SmallBert.Dispose(Read(folder, new ModelLoadOptions { AllowNonFiniteWeights = true }));
    }

    [Fact]
    public void LoadAsync_IgnoredTensors_AreLeftAlone()
    {
        using BertFolder folder = Changed(tensors => tensors.Add("cls.seq_relationship.bias", ([2], [1, 2])));

        SmallBert.Dispose(Read(folder));
    }

    [Fact]
    public void LoadAsync_NoWeights_IsRefused()
    {
        using BertFolder folder = new("BertModel");

        AssertRefused(() => Read(folder));
    }

    [Fact]
    public void LoadAsync_HeadlessWithPooler_HasItsHook()
    {
        TransformerModel classifier = Load("BertForSequenceClassification");
        using BertFolder folder = Changed(tensors =>
        {
            tensors.Remove("classifier.weight");
            tensors.Remove("classifier.bias");
        }, "BertModel");

        LensModel model = Read(folder);

        using ModelRun expected = SmallBert.Run(classifier, SmallBert.Batch(classifier), SmallBert.Capture("pooled"));
        using ModelRun run = SmallBert.Run(model, SmallBert.Batch(model), SmallBert.Capture("pooled"));
        Assert.Equal(expected.Captured(HookName.Parse("pooled")).Values.ToArray(), run.Captured(HookName.Parse("pooled")).Values.ToArray());
        SmallBert.Dispose(model);
    }

    [Fact]
    public async Task LoadAsync_Progress_RisesToTheWhole()
    {
        using BertFolder folder = Changed(_ => { });
        List<double> fractions = [];

        await using LensModel model = await new BertAdapter().LoadAsync(folder.Open(), new ModelLoadOptions(), new Listener(fractions));

        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1], 1e-9);
    }

    [Fact]
    public async Task LoadAsync_Cancelled_Stops()
    {
        using BertFolder folder = Changed(_ => { });

        await Assert.ThrowsAsync<OperationCanceledException>(() => new BertAdapter()
            .LoadAsync(folder.Open(), new ModelLoadOptions(), null, new CancellationToken(canceled: true)).AsTask());
    }

    private static LensModel Read(BertFolder folder, ModelLoadOptions? options = null) =>
        new BertAdapter().LoadAsync(folder.Open(), options ?? new ModelLoadOptions()).AsTask().GetAwaiter().GetResult();

    private static BertFolder Changed(
        Action<Dictionary<string, (long[] Shape, float[] Values)>> change, string architecture = "BertForSequenceClassification")
    {
        TransformerModel model = SmallBert.Load("BertForSequenceClassification");
        Dictionary<string, (long[] Shape, float[] Values)> tensors = new(StringComparer.Ordinal);
        foreach (Numerics.Parameter parameter in model.Parameters)
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            tensors.Add(parameter.Name, ([.. parameter.Shape.Select(extent => (long)extent)], values));
        }

        SmallBert.Dispose(model);
        change(tensors);
        BertFolder folder = new(architecture);
        SafetensorsWriter writer = new();
        foreach ((string name, (long[] shape, float[] values)) in tensors)
        {
            writer.Add(name, shape, values);
        }

        writer.Save(Path.Combine(folder.Path, "model.safetensors"));
        return folder;
    }

    private sealed class Listener(List<double> fractions) : IProgress<LoadProgress>
    {
        public void Report(LoadProgress value) => fractions.Add(value.Fraction);
    }
}
