using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;

namespace AttentionLens.EncoderDecoders.Tests.Models;

/// <summary>A checkpoint gives the model that was written, with the weights that files of these families hold besides.</summary>
public sealed class CheckpointTests
{
    public static TheoryData<string> Variants => SmallModel.All;

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task LoadAsync_WhatWasWritten_GivesTheSameBits(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        using SmallFolder folder = Written(model, variant);
        await using TransformerModel loaded = await Family.LoadAsync(folder.Family, folder.Path);

        Assert.Equal(SmallModel.Output(model, SmallModel.Batch(model)), SmallModel.Output(loaded, SmallModel.Batch(loaded)));
    }

    [Theory]
    [InlineData("bart", "model.encoder.embed_tokens.weight", "model.shared.weight")]
    [InlineData("bart", "lm_head.weight", "model.shared.weight")]
    [InlineData("marian", "model.decoder.embed_tokens.weight", "model.shared.weight")]
    [InlineData("t5", "decoder.embed_tokens.weight", "shared.weight")]
    [InlineData("t5 tied", "lm_head.weight", "shared.weight")]
    public async Task LoadAsync_CopyOfASharedTable_IsUsedOrMustBeEqual(string variant, string copy, string original)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        using SmallFolder beside = Written(model, variant, tensors => tensors[copy] = tensors[original]);
        using SmallFolder instead = Written(model, variant, tensors =>
        {
            tensors[copy] = tensors[original];
            tensors.Remove(original);
        });
        using SmallFolder different = Written(
            model, variant, tensors => tensors[copy] = (tensors[original].Shape, [.. tensors[original].Values.Select(value => value + 1)]));

        float[] expected = SmallModel.Output(model, SmallModel.Batch(model));
        foreach (SmallFolder folder in new[] { beside, instead })
        {
            await using TransformerModel loaded = await Family.LoadAsync(folder.Family, folder.Path);
            Assert.Equal(expected, SmallModel.Output(loaded, SmallModel.Batch(loaded)));
        }

        string message = (await Assert.ThrowsAnyAsync<LensInputException>(() => Family.LoadAsync(different.Family, different.Path))).Message;
        Assert.Contains(copy, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bart")]
    [InlineData("marian")]
    public async Task LoadAsync_BiasOfTheLogits_IsAdded(string variant)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        float[] bias = [.. Enumerable.Range(0, SmallFolder.Vocabulary).Select(index => index / 4f)];
        using SmallFolder folder = Written(model, variant, tensors => tensors["final_logits_bias"] = ([1, SmallFolder.Vocabulary], bias));
        await using TransformerModel loaded = await Family.LoadAsync(folder.Family, folder.Path);

        float[] plain = SmallModel.Output(model, SmallModel.Batch(model));

        SmallModel.AssertClose(
            [.. plain.Select((logit, index) => logit + bias[index % bias.Length])], SmallModel.Output(loaded, SmallModel.Batch(loaded)), 2e-6);
    }

    [Theory]
    [InlineData("marian", "model.encoder.embed_positions.weight")]
    [InlineData("bart", "model.encoder.version")]
    [InlineData("t5", "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight")]
    public async Task LoadAsync_TensorThatNoCodeReads_IsLeftAlone(string variant, string name)
    {
        await using TransformerModel model = SmallModel.Load(variant);
        using SmallFolder folder = Written(model, variant, tensors => tensors[name] = ([2], [7, 7]));
        await using TransformerModel loaded = await Family.LoadAsync(folder.Family, folder.Path);

        Assert.Equal(SmallModel.Output(model, SmallModel.Batch(model)), SmallModel.Output(loaded, SmallModel.Batch(loaded)));
    }

    [Fact]
    public async Task LoadAsync_TensorOfNoBlock_IsNamed()
    {
        await using TransformerModel model = SmallModel.Load("t5");
        using SmallFolder folder = Written(model, "t5", tensors => tensors["decoder.block.7.layer.0.layer_norm.weight"] = ([1], [1]));

        string message = (await Assert.ThrowsAnyAsync<LensInputException>(() => Family.LoadAsync("t5", folder.Path))).Message;

        Assert.Contains("decoder.block.7", message, StringComparison.Ordinal);
    }

    private static SmallFolder Written(
        TransformerModel model, string variant, Action<Dictionary<string, (long[] Shape, float[] Values)>>? change = null)
    {
        Dictionary<string, (long[] Shape, float[] Values)> tensors = new(StringComparer.Ordinal);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            float[] values = new float[parameter.Length];
            parameter.Read(values);
            tensors.Add(parameter.Name, ([.. parameter.Shape.Select(extent => (long)extent)], values));
        }

        change?.Invoke(tensors);
        SmallFolder folder = new(variant);
        SafetensorsWriter writer = new();
        foreach ((string name, (long[] shape, float[] values)) in tensors)
        {
            writer.Add(name, shape, values);
        }

        writer.Save(Path.Combine(folder.Path, "model.safetensors"));
        return folder;
    }
}
