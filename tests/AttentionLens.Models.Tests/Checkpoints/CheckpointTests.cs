using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class CheckpointTests
{
    [ReferenceTheory("reference/layouts")]
    [InlineData("gpt2_pytorch_bin", "gpt2")]
    [InlineData("bert_cls_pytorch_bin_legacy", "bert_cls")]
    [InlineData("llama_sharded", "llama")]
    public void Open_OtherLayoutOfAFamily_HoldsTheSameBits(string layout, string family)
    {
        using Checkpoint expected = Checkpoint.Open(ReferenceData.At($"reference/{family}/checkpoint"));
        using Checkpoint actual = Checkpoint.Open(ReferenceData.At($"reference/layouts/{layout}"));
        string[] extra = [.. actual.Tensors.Keys.Except(expected.Tensors.Keys, StringComparer.Ordinal)];
        Assert.Equal(layout == "gpt2_pytorch_bin" ? ["lm_head.weight"] : [], extra);
        foreach (CheckpointTensor tensor in expected.Tensors.Values)
        {
            Assert.Equal(CheckpointAssert.Bits(expected, tensor), CheckpointAssert.Bits(actual, actual.Tensors[tensor.Name]));
        }

        foreach (string name in extra)
        {
            Assert.Equal(
                CheckpointAssert.Bits(actual, actual.Tensors["transformer.wte.weight"]),
                CheckpointAssert.Bits(actual, actual.Tensors[name]));
        }
    }

    [Fact]
    public void Open_SeveralLayouts_TakesSafetensorsFirst()
    {
        using TemporaryFolder folder = new();
        _ = folder.Write("pytorch_model.bin", "not a checkpoint");
        _ = folder.Write("model.safetensors.index.json", "not an index");
        new SafetensorsWriter().Add("x", [1], new float[1]).Save(folder.At("model.safetensors"));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Folder);
        _ = Assert.IsType<SafetensorsFile>(checkpoint);
    }

    [Fact]
    public void Open_EmptyFolder_NamesEverythingItLookedFor()
    {
        using TemporaryFolder folder = new();
        string message = Assert.Throws<CheckpointException>(() => Checkpoint.Open(folder.Folder)).Message;
        string[] names = ["model.safetensors,", "model.safetensors.index.json", "pytorch_model.bin,", "pytorch_model.bin.index.json"];
        foreach (string name in names)
        {
            Assert.Contains(name, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_NoSuchFolder_SaysSo() =>
        Assert.Contains(
            "does not exist",
            Assert.Throws<CheckpointException>(() => Checkpoint.Open("/no/such/folder")).Message,
            StringComparison.Ordinal);

    [ReferenceFact("reference/llama")]
    public void Read_ManyThreads_GivesTheSameBits()
    {
        using Checkpoint checkpoint = Checkpoint.Open(ReferenceData.At("reference/layouts/gpt2_pytorch_bin"));
        Dictionary<string, int[]> expected = checkpoint.Tensors.Values.ToDictionary(
            tensor => tensor.Name, tensor => CheckpointAssert.Bits(checkpoint, tensor));
        using Checkpoint fresh = Checkpoint.Open(ReferenceData.At("reference/layouts/gpt2_pytorch_bin"));
        _ = Parallel.ForEach(fresh.Tensors.Values, tensor => Assert.Equal(expected[tensor.Name], CheckpointAssert.Bits(fresh, tensor)));
    }

    [Fact]
    public void Equals_TensorsOfEqualShape_AreEqualAndPrintOneLine()
    {
        CheckpointTensor first = new("a\nb", CheckpointElementType.F32, [2, 3], "f");
        CheckpointTensor second = new("a\nb", CheckpointElementType.F32, [2, 3], "f");
        Assert.Equal(first, second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.NotEqual(first, second with { Shape = [3, 2] });
        Assert.Equal("'a\\u000ab' F32 [2, 3]", first.ToString());
        Assert.Equal(6, first.Length);
    }
}
