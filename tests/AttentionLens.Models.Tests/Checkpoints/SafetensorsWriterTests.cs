using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class SafetensorsWriterTests
{
    [Fact]
    public void Save_FloatsAndMetadata_AreReadBackBitForBit()
    {
        float[] values = [1.5f, -0f, float.MaxValue, float.Epsilon, float.NaN, float.NegativeInfinity];
        using TemporaryFolder folder = new();
        string path = folder.At("x.safetensors");
        new SafetensorsWriter().Add("a.é", [2, 3], values).Add("scalar", [], new float[] { 7 })
            .Add("empty", [0, 5], ReadOnlyMemory<float>.Empty).AddMetadata("step", "3").Save(path);

        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal("3", file.Metadata["step"]);
        Assert.Equal([0L, 5L], file.Tensors["empty"].Shape.AsEnumerable());
        Assert.Empty(file.Tensors["scalar"].Shape);
        float[] read = new float[6];
        file.Read(file.Tensors["a.é"], read);
        Assert.Equal(values.Select(BitConverter.SingleToInt32Bits), read.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(["x.safetensors"], Directory.GetFiles(folder.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(CheckpointElementType.BF16, 1f + (1f / 256), 1f)]
    [InlineData(CheckpointElementType.BF16, 1f + (3f / 256), 1f + (4f / 256))]
    [InlineData(CheckpointElementType.BF16, 1f + (1.01f / 256), 1f + (2f / 256))]
    [InlineData(CheckpointElementType.BF16, float.MaxValue, float.PositiveInfinity)]
    [InlineData(CheckpointElementType.BF16, float.NaN, float.NaN)]
    [InlineData(CheckpointElementType.F16, 1f + (1f / 2048), 1f)]
    [InlineData(CheckpointElementType.F16, 1f + (3f / 2048), 1f + (4f / 2048))]
    [InlineData(CheckpointElementType.F16, 65520f, float.PositiveInfinity)]
    [InlineData(CheckpointElementType.F16, 65519f, 65504f)]
    public void Save_NarrowType_RoundsToNearestEven(CheckpointElementType type, float value, float expected)
    {
        using TemporaryFolder folder = new();
        new SafetensorsWriter().Add("x", [1], new[] { value }, type).Save(folder.At("x.safetensors"));
        using SafetensorsFile file = SafetensorsFile.Open(folder.At("x.safetensors"));
        float[] read = new float[1];
        file.Read(file.Tensors["x"], read);
        Assert.Equal(expected, read[0]);
    }

    [Fact]
    public void Save_NaNWithOnlyLowBits_StaysNaNInBFloat16()
    {
        using TemporaryFolder folder = new();
        float[] value = [BitConverter.Int32BitsToSingle(0x7F800001)];
        new SafetensorsWriter().Add("x", [1], value, CheckpointElementType.BF16).Save(folder.At("x"));
        using SafetensorsFile file = SafetensorsFile.Open(folder.At("x"));
        float[] read = new float[1];
        file.Read(file.Tensors["x"], read);
        Assert.True(float.IsNaN(read[0]));
    }

    [ReferenceTheory("reference/layouts/bert_cls_bf16")]
    [InlineData("reference/layouts/bert_cls_bf16/model.safetensors", "reference/bert_cls/checkpoint/model.safetensors", CheckpointElementType.BF16)]
    [InlineData("reference/layouts/vit_f16/model.safetensors", "reference/vit/checkpoint/model.safetensors", CheckpointElementType.F16)]
    public void Save_FloatModelNarrowed_EqualsTheReferenceValues(string narrowed, string original, CheckpointElementType type)
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile source = SafetensorsFile.Open(ReferenceData.At(original));
        SafetensorsWriter writer = new();
        foreach (CheckpointTensor tensor in source.Tensors.Values)
        {
            float[] values = new float[tensor.Length];
            source.Read(tensor, values);
            _ = writer.Add(tensor.Name, tensor.Shape.AsSpan(), values, type);
        }

        writer.Save(folder.At("x"));
        using SafetensorsFile written = SafetensorsFile.Open(folder.At("x"));
        using SafetensorsFile expected = SafetensorsFile.Open(ReferenceData.At(narrowed));
        CheckpointAssert.SameValues(expected, written);
    }

    [Fact]
    public void Write_AnyOrderOfAdding_GivesTheSameBytes()
    {
        float[] odd = [1, 2, 3];
        SafetensorsWriter forth = new SafetensorsWriter().AddMetadata("a", "1").AddMetadata("b", "2")
            .Add("half", [3], odd, CheckpointElementType.F16).Add("b", [3], odd).Add("a", [1, 3], odd);
        SafetensorsWriter back = new SafetensorsWriter().Add("a", [1, 3], odd).Add("b", [3], odd)
            .Add("half", [3], odd, CheckpointElementType.F16).AddMetadata("b", "2").AddMetadata("a", "1");
        byte[] bytes = Bytes(forth);
        Assert.Equal(bytes, Bytes(back));
        Assert.Equal(bytes, Bytes(forth));
        Assert.Equal(0, BitConverter.ToInt64(bytes) % 8);
        Assert.Equal(
            """{"__metadata__":{"a":"1","b":"2"},"a":{"dtype":"F32","shape":[1,3],"data_offsets":[0,12]},"b":{"dtype":"F32","shape":[3],"data_offsets":[12,24]},"half":{"dtype":"F16","shape":[3],"data_offsets":[24,30]}}""",
            System.Text.Encoding.ASCII.GetString(bytes, 8, (int)BitConverter.ToInt64(bytes)).TrimEnd(' '));
    }

    [Fact]
    public void Write_Source_IsAskedForEveryElementOnceInOrder()
    {
        const int Length = 40_000;
        long next = 0;
        byte[] streamed = Bytes(new SafetensorsWriter().Add("x", [Length], (first, destination) =>
        {
            Assert.Equal(next, first);
            for (int index = 0; index < destination.Length; index++)
            {
                destination[index] = first + index;
            }

            next += destination.Length;
        }));
        Assert.Equal(Length, next);
        float[] values = [.. Enumerable.Range(0, Length).Select(value => (float)value)];
        Assert.Equal(Bytes(new SafetensorsWriter().Add("x", [Length], values)), streamed);
    }

    [Fact]
    public void Save_SourceThrows_LeavesTheOldFileAndNothingElse()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("x.safetensors", "old");
        SafetensorsWriter writer = new SafetensorsWriter().Add("x", [2], (_, _) => throw new InvalidOperationException("no values"));
        _ = Assert.Throws<InvalidOperationException>(() => writer.Save(path));
        Assert.Equal("old", File.ReadAllText(path));
        _ = Assert.Single(Directory.GetFiles(folder.Folder));
    }

    [Fact]
    public void Save_NoSuchFolder_SaysSo() =>
        Assert.Throws<CheckpointException>(() => new SafetensorsWriter().Save("/no/such/folder/x.safetensors"));

    [Fact]
    public void Add_ImpossibleTensor_Throws()
    {
        SafetensorsWriter writer = new SafetensorsWriter().Add("x", [1], new float[1]);
        _ = Assert.Throws<ArgumentException>(() => writer.Add("x", [1], new float[1]));
        _ = Assert.Throws<ArgumentException>(() => writer.Add("y", [2], new float[1]));
        _ = Assert.Throws<ArgumentException>(() => writer.Add("y", [-1], new float[1]));
        _ = Assert.Throws<ArgumentException>(() => writer.Add("y", [long.MaxValue, 3], (_, _) => { }));
        _ = Assert.Throws<ArgumentException>(() => writer.Add("__metadata__", [1], new float[1]));
        _ = Assert.Throws<ArgumentException>(() => writer.Add("y", [1], new float[1], CheckpointElementType.I32));
        _ = Assert.ThrowsAny<ArgumentException>(() => writer.Add("\ud800", [1], new float[1]));
    }

    private static byte[] Bytes(SafetensorsWriter writer)
    {
        using MemoryStream stream = new();
        writer.Write(stream);
        return stream.ToArray();
    }
}
