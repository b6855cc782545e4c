using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Bert.Tests;

/// <summary>Checkpoints as they occur in the wild: other element types, file formats and names.</summary>
public sealed class LayoutTests
{
    [ReferenceTheory("reference/layouts")]
    [InlineData("bert_cls_bf16", "bert_cls", false)]
    [InlineData("bert_cls_pytorch_bin_legacy", "bert_cls", true)]
    [InlineData("bert_mlm_gamma_beta", "bert_mlm", true)]
    public async Task LoadAsync_Layout_GivesItsRecordedLogits(string layout, string family, bool isIdenticalToFamily)
    {
        using ReferenceCase reference = new(family);
        string folder = ReferenceData.At($"reference/layouts/{layout}");
        using SafetensorsFile recorded = SafetensorsFile.Open(Path.Combine(folder, "expected_logits.safetensors"));
        float[] expected = new float[recorded.Tensors["b.logits"].Length];
        recorded.Read(recorded.Tensors["b.logits"], expected);
        await using LensModel model = await BertReferenceTests.LoadAsync(folder);

        using ModelRun run = await model.RunAsync(BertReferenceTests.Batch(model, reference.Inputs("b")), RunPlan.OutputOnly);

        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], run.Output.Values[index], reference.Tolerance("b.logits"));
        }

        if (isIdenticalToFamily)
        {
            reference.AssertClose("b.logits", run.Output.Values);
        }
    }
}
