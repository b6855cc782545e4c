using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Decoders.Tests.References;

/// <summary>Checkpoints as they occur in the wild: other file formats, other names, several files.</summary>
public sealed class LayoutTests : DecoderTest
{
    [ReferenceTheory("reference/layouts")]
    [InlineData("gpt2_pytorch_bin", "gpt2")]
    [InlineData("gpt2_openai_names", "gpt2")]
    [InlineData("llama_sharded", "llama")]
    public void LoadAsync_Layout_GivesItsRecordedLogits(string layout, string family)
    {
        using ReferenceCase reference = new(family);
        string folder = ReferenceData.At($"reference/layouts/{layout}");
        using SafetensorsFile recorded = SafetensorsFile.Open(Path.Combine(folder, "expected_logits.safetensors"));
        float[] expected = new float[recorded.Tensors["b.logits"].Length];
        recorded.Read(recorded.Tensors["b.logits"], expected);
        TransformerModel model = Keep(Decoder.Load(folder));

        float[] logits = Decoder.Output(model, Decoder.Batch(model, reference.Inputs("b")));

        Assert.Equal(expected.Length, logits.Length);
        Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, reference.Tolerance("b.logits")));
        reference.AssertClose("b.logits", logits);
    }
}
