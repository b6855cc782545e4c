using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;
using Tensor = AttentionLens.Numerics.Tensor;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class WeightReaderTests
{
    private static readonly ImmutableArray<WeightRename> OldNames = [new(".gamma", ".weight"), new(".beta", ".bias")];

    [Theory]
    [InlineData("bert.norm.weight")]
    [InlineData("norm.weight")]
    [InlineData("bert.norm.gamma")]
    [InlineData("norm.gamma")]
    public void Read_AnyPrefixAndEnding_FindsTheTensor(string stored)
    {
        using Weights weights = new((stored, [1, 2]));
        WeightReader reader = new(weights.Checkpoint, ["bert.", ""], OldNames);
        Assert.True(reader.Contains("norm.weight"));
        Assert.False(reader.Contains("norm.bias"));
        Assert.Equal(stored, reader.Find("norm.weight")?.Name);
        using Tensor tensor = reader.Read("norm.weight", 2);
        Assert.Equal([1, 2], tensor.Span.ToArray());
        reader.Finish();
    }

    [Fact]
    public void Constructor_OldAndNewNameOfOneTensor_NamesBoth()
    {
        using Weights weights = new(("norm.gamma", [1]), ("norm.weight", [1]));
        string message = Assert.Throws<CheckpointException>(() => new WeightReader(weights.Checkpoint, renames: OldNames)).Message;
        Assert.Contains("'norm.gamma'", message, StringComparison.Ordinal);
        Assert.Contains("'norm.weight'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TensorUnderTwoPrefixes_TakesTheFirstAndReportsTheOther()
    {
        using Weights weights = new(("bert.x", [1]), ("x", [2]));
        WeightReader reader = new(weights.Checkpoint, ["bert.", ""]);
        float[] value = new float[1];
        reader.Read("x", [1], value);
        Assert.Equal([1f], value);
        Assert.Contains("unknown: 'x';", Assert.Throws<CheckpointException>(reader.Finish).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_MissingUnknownMisshapenAndNotFinite_TellsAllInOneLine()
    {
        using Weights weights = new(
            ("layer.0.weigth", [1]), ("wide", [1, 2]), ("bad", [float.NaN, 1, float.PositiveInfinity]), ("left", [1]));
        WeightReader reader = new(weights.Checkpoint);
        float[] destination = [9, 9, 9];
        reader.Read("layer.0.weight", [1], destination.AsSpan(0, 1));
        reader.Read("wide", [1], destination.AsSpan(1, 1));
        reader.Read("bad", [3], new float[3]);
        Assert.Equal([0, 0, 9], destination);
        string message = Assert.Throws<CheckpointException>(reader.Finish).Message;
        Assert.Contains("missing: 'layer.0.weight' (nearest is 'layer.0.weigth');", message, StringComparison.Ordinal);
        Assert.Contains("unknown: 'layer.0.weigth', 'left';", message, StringComparison.Ordinal);
        Assert.Contains("wrong shape: 'wide' is [2], expected [1];", message, StringComparison.Ordinal);
        Assert.Contains("NaN or infinite: 'bad' (2 values);", message, StringComparison.Ordinal);
        Assert.Contains("'model.safetensors'", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Finish_ManyMissing_NamesTenAndCountsTheRest()
    {
        using Weights weights = new(("x", [1]));
        WeightReader reader = new(weights.Checkpoint, ignore: ["x"]);
        for (int index = 0; index < 13; index++)
        {
            reader.Read($"m{index:00}", [1], new float[1]);
        }

        string message = Assert.Throws<CheckpointException>(reader.Finish).Message;
        Assert.Contains("'m09' and 3 more;", message, StringComparison.Ordinal);
        Assert.DoesNotContain("m10", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Finish_NotFiniteButAllowed_Returns()
    {
        using Weights weights = new(("x", [float.NaN]));
        WeightReader reader = new(weights.Checkpoint) { AllowNonFinite = true };
        reader.Read("x", [1], new float[1]);
        reader.Finish();
    }

    [Fact]
    public void Finish_UnreadButIgnored_Returns()
    {
        using Weights weights = new(("bert.pooler.dense", [1]), ("h.0.attn.bias", [1]), ("h.11.attn.bias", [1]));
        new WeightReader(weights.Checkpoint, ["bert.", ""], ignore: ["pooler.*", "h.*.attn.bias"]).Finish();
        _ = Assert.Throws<CheckpointException>(new WeightReader(weights.Checkpoint, ["bert.", ""], ignore: ["pooler", "h.?.attn"]).Finish);
    }

    [Fact]
    public void TryRead_Absent_IsNoProblem()
    {
        using Weights weights = new(("x", [1]));
        WeightReader reader = new(weights.Checkpoint);
        float[] value = [7];
        Assert.False(reader.TryRead("bias", [1], value));
        Assert.Equal([7f], value);
        Assert.True(reader.TryRead("x", [1], value));
        Assert.Equal([1f], value);
        reader.Finish();
    }

    [Theory]
    [InlineData("head", "embedding")]
    [InlineData("embedding", "head")]
    public void Alias_OneOfTheTwoPresent_GivesItUnderBothNames(string stored, string other)
    {
        using Weights weights = new((stored, [1, 2]));
        WeightReader reader = new(weights.Checkpoint);
        reader.Alias("head", "embedding");
        Assert.True(reader.Contains(other));
        float[] values = new float[2];
        reader.Read(other, [2], values);
        Assert.Equal([1f, 2f], values);
        reader.Finish();
    }

    [Fact]
    public void Alias_ThreeNames_AnyOneServesAll()
    {
        using Weights weights = new(("encoder", [3]));
        WeightReader reader = new(weights.Checkpoint);
        reader.Alias("encoder", "shared");
        reader.Alias("decoder", "shared");
        Assert.Equal("encoder", reader.Find("decoder")?.Name);
        Assert.Equal("encoder", reader.Find("shared")?.Name);
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(4, "different though tied: 'decoder' and 'encoder'")]
    public void Alias_OnlyTheAliasesPresent_AreComparedWithEachOther(float decoder, string expected)
    {
        using Weights weights = new(("encoder", [3]), ("decoder", [decoder]));
        WeightReader reader = new(weights.Checkpoint);
        reader.Alias("encoder", "shared");
        reader.Alias("decoder", "shared");
        reader.Read("shared", [1], new float[1]);
        string message = Record.Exception(reader.Finish)?.Message ?? "";
        Assert.Equal(expected.Length == 0, message.Length == 0);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Alias_BothPresentAndEqual_NeedsNoReadOfTheOther()
    {
        using Weights weights = new(("embedding", [1, 2]), ("head", [1, 2]));
        WeightReader reader = new(weights.Checkpoint);
        reader.Alias("head", "embedding");
        reader.Read("embedding", [2], new float[2]);
        reader.Finish();
    }

    [Fact]
    public void Alias_BothPresentButDifferent_IsReportedByName()
    {
        using Weights weights = new(("embedding", [1, 2]), ("head", [1, 3]));
        WeightReader reader = new(weights.Checkpoint);
        reader.Alias("head", "embedding");
        reader.Read("embedding", [2], new float[2]);
        Assert.Contains(
            "different though tied: 'head' and 'embedding'",
            Assert.Throws<CheckpointException>(reader.Finish).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ShapeBeyondTheWholeCheckpoint_ThrowsBeforeTakingMemory()
    {
        using Weights weights = new(("x", [1]));
        WeightReader reader = new(weights.Checkpoint);
        string message = Assert.Throws<CheckpointException>(() => reader.Read("x", 1 << 30, 1 << 30)).Message;
        Assert.Contains("'x' is [1], expected [1073741824, 1073741824]", message, StringComparison.Ordinal);
        Assert.DoesNotContain("unknown", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DestinationThatDoesNotFitTheShape_Throws()
    {
        using Weights weights = new(("x", [1]));
        WeightReader reader = new(weights.Checkpoint);
        _ = Assert.Throws<ArgumentException>(() => reader.Read("x", [1], new float[2]));
        _ = Assert.Throws<ArgumentException>(() => reader.Read("x", [-1], new float[1]));
    }

    [ReferenceFact("reference/layouts/bert_mlm_gamma_beta")]
    public void Read_PublishedBertNames_EqualTheFamily()
    {
        using Checkpoint expected = Checkpoint.Open(ReferenceData.At("reference/bert_mlm/checkpoint"));
        using Checkpoint published = Checkpoint.Open(ReferenceData.At("reference/layouts/bert_mlm_gamma_beta"));
        WeightReader reader = new(
            published, ["bert.", ""], OldNames, ["pooler.*", "cls.seq_relationship.*", "embeddings.position_ids"]);
        reader.Alias("cls.predictions.decoder.weight", "embeddings.word_embeddings.weight");
        reader.Alias("cls.predictions.decoder.bias", "cls.predictions.bias");
        foreach (CheckpointTensor tensor in expected.Tensors.Values)
        {
            string name = tensor.Name.StartsWith("bert.", StringComparison.Ordinal) ? tensor.Name[5..] : tensor.Name;
            using Tensor read = reader.Read(name, [.. tensor.Shape.Select(axis => (int)axis)]);
            Assert.Equal(CheckpointAssert.Values(expected, tensor), read.Span.ToArray());
        }

        reader.Finish();
    }

    [ReferenceFact("reference/layouts/gpt2_openai_names")]
    public void Read_PublishedGpt2Names_EqualTheFamily()
    {
        using Checkpoint expected = Checkpoint.Open(ReferenceData.At("reference/gpt2/checkpoint"));
        using Checkpoint published = Checkpoint.Open(ReferenceData.At("reference/layouts/gpt2_openai_names"));
        WeightReader reader = new(published, ["transformer.", ""], ignore: ["h.*.attn.bias", "h.*.attn.masked_bias"]);
        reader.Alias("lm_head.weight", "wte.weight");
        foreach (CheckpointTensor tensor in expected.Tensors.Values)
        {
            string name = tensor.Name.Replace("transformer.", "", StringComparison.Ordinal);
            using Tensor read = reader.Read(name, [.. tensor.Shape.Select(axis => (int)axis)]);
            Assert.Equal(CheckpointAssert.Values(expected, tensor), read.Span.ToArray());
        }

        reader.Finish();
    }

    private sealed class Weights : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Weights(params (string Name, float[] Values)[] tensors)
        {
            SafetensorsWriter writer = new();
            foreach ((string name, float[] values) in tensors)
            {
                _ = writer.Add(name, [values.Length], values);
            }

            writer.Save(_folder.At("model.safetensors"));
            Checkpoint = Checkpoint.Open(_folder.Folder);
        }

        public Checkpoint Checkpoint { get; }

        public void Dispose()
        {
            Checkpoint.Dispose();
            _folder.Dispose();
        }
    }
}
