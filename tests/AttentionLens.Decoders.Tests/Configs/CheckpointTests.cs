using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Configs;

/// <summary>Which tensors a checkpoint may hold, and under which names.</summary>
public sealed class CheckpointTests : DecoderTest
{
    [Theory]
    [InlineData("gpt2", "transformer.wte.weight")]
    [InlineData("llama, tied", "model.embed_tokens.weight")]
    public void LoadAsync_TiedOutputStoredTwice_IsReadOnce(string name, string table)
    {
        TransformerModel once = Load(name);
        TransformerModel twice = Load(name, tensors => tensors.Add("lm_head.weight", tensors[table]));

        InputBatch batch = Decoder.Batch(once, Inputs);
        Assert.Equal(Decoder.Output(once, batch), Decoder.Output(twice, batch));
        Assert.Equal(once.Card.ParameterCount, twice.Card.ParameterCount);
    }

    [Theory]
    [InlineData("gpt2", "transformer.wte.weight")]
    [InlineData("llama, tied", "model.embed_tokens.weight")]
    public void LoadAsync_TiedOutputThatDiffers_IsNamed(string name, string table) => Assert.Contains(
        "lm_head.weight",
        RefusalOf(name, tensors => tensors.Add("lm_head.weight", tensors[table] with { Values = [.. tensors[table].Values.Reverse()] })),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("gpt2, untied, relu, odd mlp", "lm_head.weight")]
    [InlineData("gpt2", "transformer.h.1.attn.c_attn.bias")]
    [InlineData("llama", "model.layers.0.mlp.gate_proj.weight")]
    [InlineData("llama, classifier", "score.weight")]
    [InlineData("qwen2", "model.layers.1.self_attn.k_proj.bias")]
    public void LoadAsync_TensorMissing_IsNamed(string name, string tensor) => Assert.Contains(
        tensor[(tensor.IndexOf('.', StringComparison.Ordinal) + 1)..], RefusalOf(name, tensors => tensors.Remove(tensor)), StringComparison.Ordinal);

    [Theory]
    [InlineData("llama", "model.layers.0.self_attn.q_proj.bias", 24)]
    [InlineData("llama", "model.layers.2.input_layernorm.weight", 24)]
    [InlineData("gpt2", "transformer.h.0.crossattention.bias", 12)]
    public void LoadAsync_TensorTooMany_IsNamed(string name, string tensor, int length) => Assert.Contains(
        tensor, RefusalOf(name, tensors => tensors.Add(tensor, new StoredTensor([length], new float[length]))), StringComparison.Ordinal);

    [Theory]
    [InlineData("gpt2", "transformer.h.0.attn.bias")]
    [InlineData("gpt2", "transformer.h.1.attn.masked_bias")]
    [InlineData("llama", "model.layers.0.self_attn.rotary_emb.inv_freq")]
    public void LoadAsync_BufferOfOldCheckpoints_IsLeftAlone(string name, string tensor)
    {
        TransformerModel with = Load(name, tensors => tensors.Add(tensor, new StoredTensor([2], [1, 2])));
        TransformerModel without = Load(name);

        InputBatch batch = Decoder.Batch(with, Inputs);
        Assert.Equal(Decoder.Output(without, batch), Decoder.Output(with, batch));
    }

    [Theory]
    [InlineData("gpt2", "transformer.")]
    [InlineData("llama", "model.")]
    public void LoadAsync_NamesWithoutPrefix_GiveTheSameBits(string name, string prefix)
    {
        TransformerModel with = Load(name);
        TransformerModel without = Load(name, tensors =>
        {
            foreach ((string full, StoredTensor tensor) in tensors.ToList())
            {
                tensors.Remove(full);
                tensors.Add(full.StartsWith(prefix, StringComparison.Ordinal) ? full[prefix.Length..] : full, tensor);
            }
        });

        InputBatch batch = Decoder.Batch(with, Inputs);
        Assert.Equal(Decoder.Output(with, batch), Decoder.Output(without, batch));
    }

    private string RefusalOf(string name, Action<Dictionary<string, StoredTensor>> change) =>
        Assert.ThrowsAny<LensInputException>(() => Load(name, change)).Message;
}
