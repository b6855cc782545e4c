using System.IO.Compression;
using System.Runtime.InteropServices;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class TorchFileTests
{
    private static readonly float[] Six = [0, 1, 2, 3, 4, 5];

    [Theory]
    [InlineData(0, new long[] { 2, 3 }, new long[] { 3, 1 }, new float[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(0, new long[] { 3, 2 }, new long[] { 1, 3 }, new float[] { 0, 3, 1, 4, 2, 5 })]
    [InlineData(1, new long[] { 2 }, new long[] { 2 }, new float[] { 1, 3 })]
    [InlineData(5, new long[] { }, new long[] { }, new float[] { 5 })]
    [InlineData(2, new long[] { 3 }, new long[] { 0 }, new float[] { 2, 2, 2 })]
    [InlineData(0, new long[] { 1, 6 }, new long[] { 77, 1 }, new float[] { 0, 1, 2, 3, 4, 5 })]
    [InlineData(0, new long[] { 0, 3 }, new long[] { 3, 1 }, new float[] { })]
    [InlineData(0, new long[] { 1, 2, 3 }, new long[] { 1, 1, 2 }, new float[] { 0, 2, 4, 1, 3, 5 })]
    public void Read_AnyStrides_GivesRowMajorOrder(long first, long[] shape, long[] strides, float[] expected)
    {
        byte[] pickle = PickleBytes.OneTensor(6, first, shape, strides);
        foreach (byte[] file in (byte[][])[PickleBytes.Zip(pickle, Six), PickleBytes.Stream(StreamTensor(6, first, shape, strides), Six)])
        {
            using Opened opened = new(file);
            CheckpointTensor tensor = opened.Checkpoint.Tensors["weight"];
            Assert.Equal(shape, tensor.Shape.AsEnumerable());
            Assert.Equal(expected, CheckpointAssert.Values(opened.Checkpoint, tensor));
        }
    }

    [Fact]
    public void Read_LargeTransposedTensor_IsRightAcrossChunks()
    {
        const int Rows = 300;
        const int Columns = 500;
        double[] storage = [.. Enumerable.Range(0, Rows * Columns).Select(value => (double)value)];
        byte[] pickle = PickleBytes.OneTensor(storage.Length, 0, [Columns, Rows], [1, Columns], "DoubleStorage");
        using Opened opened = new(PickleBytes.Zip(pickle, MemoryMarshal.Cast<double, float>(storage).ToArray()));
        float[] values = CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]);
        IEnumerable<int> indices = Enumerable.Range(0, Rows * Columns);
        Assert.Equal(indices.Select(index => (float)storage[(index % Rows * Columns) + (index / Rows)]), values);
    }

    [Theory]
    [InlineData("HalfStorage", 12, CheckpointElementType.F16)]
    [InlineData("BFloat16Storage", 12, CheckpointElementType.BF16)]
    [InlineData("DoubleStorage", 3, CheckpointElementType.F64)]
    [InlineData("LongStorage", 3, CheckpointElementType.I64)]
    [InlineData("IntStorage", 6, CheckpointElementType.I32)]
    [InlineData("ShortStorage", 12, CheckpointElementType.I16)]
    [InlineData("CharStorage", 24, CheckpointElementType.I8)]
    [InlineData("ByteStorage", 24, CheckpointElementType.U8)]
    [InlineData("BoolStorage", 24, CheckpointElementType.Bool)]
    [InlineData("UntypedStorage", 24, CheckpointElementType.U8)]
    public void Open_EveryStorageClass_HasItsElementType(string type, long length, CheckpointElementType expected)
    {
        using Opened opened = new(PickleBytes.Zip(PickleBytes.OneTensor(length, 0, [length], [1], type), Six));
        Assert.Equal(expected, opened.Checkpoint.Tensors["weight"].ElementType);
        _ = CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]);
    }

    [Fact]
    public void Open_SharedStorage_ServesBothTensors()
    {
        PickleBytes pickle = new PickleBytes().Op('}').Op('(');
        _ = pickle.Text("tied").Tensor(inner => inner.Storage("FloatStorage", "0", 6), 0, [6], [1]);
        _ = pickle.Text("part").Tensor(inner => inner.Storage("FloatStorage", "0", 6), 4, [2], [1]);
        using Opened opened = new(PickleBytes.Zip(pickle.Op('u').Stop(), Six));
        Assert.Equal(Six, CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["tied"]));
        Assert.Equal([4f, 5f], CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["part"]));
    }

    [Fact]
    public void Open_ParameterAndOrderedDictionaryWithMetadata_AreRead()
    {
        PickleBytes pickle = new PickleBytes().Global("collections", "OrderedDict").Op(')').Op('R').Op('(').Text("weight");
        _ = pickle.Global("torch._utils", "_rebuild_parameter").Op('(')
            .Tensor(inner => inner.Storage("FloatStorage", "0", 6), 0, [6], [1]).Op(0x88)
            .Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R').Op('u');
        _ = pickle.Op('}').Text("_metadata").Op('}').Op('s').Op('b');
        using Opened opened = new(PickleBytes.Zip(pickle.Stop(), Six));
        Assert.Equal(Six, CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]));
    }

    [Fact]
    public void Open_Protocol4_IsRead()
    {
        byte[] frame = [0x95, 1, 0, 0, 0, 0, 0, 0, 0];
        PickleBytes pickle = new PickleBytes().Op(0x80, 4).Op(frame).Op('}').Op(0x94).Op('(').Op(0x8c, 6).Ascii("weight").Op(0x94);
        _ = pickle.Op(0x8c, 12).Ascii("torch._utils").Op(0x8c, 18).Ascii("_rebuild_tensor_v2").Op(0x93).Op('(');
        _ = pickle.Storage("FloatStorage", "0", 6).Op((byte)'K', 0).Op((byte)'K', 6).Op(0x85).Op((byte)'K', 1).Op(0x85).Op(0x89)
            .Global("collections", "OrderedDict").Op(')').Op('R').Op('t').Op('R').Op('u');
        using Opened opened = new(PickleBytes.Zip(pickle.Stop(), Six));
        Assert.Equal(Six, CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]));
    }

    [Fact]
    public void Open_StreamWithAStorageView_ReadsThePart()
    {
        byte[] pickle = PickleBytes.StateDict(value => value.Tensor(
            inner => inner.Op('(').Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Number(6)
                .Op('(').Text("view").Number(2).Number(3).Op('t').Op('t').Op('Q'),
            1, [2], [1]));
        using Opened opened = new(PickleBytes.Stream(pickle, Six));
        Assert.Equal([3f, 4f], CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]));
    }

    [Fact]
    public void Open_DeflatedStorage_IsReadAndItsChecksumVerified()
    {
        byte[] file = PickleBytes.Zip(PickleBytes.OneTensor(6, 0, [6], [1]), Six, level: CompressionLevel.Optimal);
        using Opened opened = new(file);
        Assert.Equal(Six, CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]));
    }

    [Fact]
    public void Open_StorageThatInflatesAThousandfold_IsRefused()
    {
        byte[] pickle = PickleBytes.OneTensor(1 << 20, 0, [1 << 20], [1]);
        byte[] file = PickleBytes.Zip(pickle, new float[1 << 20], level: CompressionLevel.Optimal);
        OpeningFails(file, "inflates");
    }

    [Fact]
    public void Read_DamagedStorage_FailsItsChecksum()
    {
        byte[] file = PickleBytes.Zip(PickleBytes.OneTensor(6, 0, [6], [1]), Six);
        int at = file.AsSpan().IndexOf(MemoryMarshal.AsBytes(Six.AsSpan()));
        file[at + 5] ^= 1;
        using Opened opened = new(file);
        CheckpointTensor tensor = opened.Checkpoint.Tensors["weight"];
        for (int attempt = 0; attempt < 2; attempt++)
        {
            Assert.Contains(
                "checksum",
                Assert.Throws<CheckpointException>(() => opened.Checkpoint.Read(tensor, new float[6])).Message,
                StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("big")]
    [InlineData("")]
    [InlineData("littlE")]
    public void Open_BigEndianZip_IsRefused(string order) =>
        OpeningFails(PickleBytes.Zip(PickleBytes.OneTensor(6, 0, [6], [1]), Six, order), "little-endian");

    [Fact]
    public void Open_BigEndianStream_IsRefused() =>
        OpeningFails(PickleBytes.Stream(StreamTensor(6, 0, [6], [1]), Six, isLittleEndian: false), "little-endian");

    [Fact]
    public void Open_ZipWithoutByteOrder_IsRead()
    {
        using Opened opened = new(PickleBytes.Zip(PickleBytes.OneTensor(6, 0, [6], [1]), Six, byteOrder: null));
        Assert.Equal(Six, CheckpointAssert.Values(opened.Checkpoint, opened.Checkpoint.Tensors["weight"]));
    }

    [Theory]
    [InlineData(6, 1, new long[] { 6 }, new long[] { 1 })]
    [InlineData(6, 0, new long[] { 7 }, new long[] { 0 })]
    [InlineData(6, 0, new long[] { 2, 3 }, new long[] { 4, 1 })]
    [InlineData(6, 0, new long[] { 2 }, new long[] { long.MaxValue })]
    [InlineData(6, 0, new long[] { -1 }, new long[] { 1 })]
    [InlineData(6, 0, new long[] { 2 }, new long[] { -1 })]
    [InlineData(6, -1, new long[] { 2 }, new long[] { 1 })]
    [InlineData(6, 0, new long[] { long.MaxValue, long.MaxValue }, new long[] { 0, 0 })]
    [InlineData(6, 0, new long[] { 2, 3 }, new long[] { 1 })]
    [InlineData(6, 7, new long[] { 0 }, new long[] { 1 })]
    [InlineData(7, 0, new long[] { 6 }, new long[] { 1 })]
    [InlineData(5, 0, new long[] { 5 }, new long[] { 1 })]
    [InlineData(-1, 0, new long[] { 1 }, new long[] { 1 })]
    [InlineData(long.MaxValue, 0, new long[] { 1 }, new long[] { 1 })]
    public void Open_TensorOutsideItsStorage_IsRefused(long length, long first, long[] shape, long[] strides)
    {
        OpeningFails(PickleBytes.Zip(PickleBytes.OneTensor(length, first, shape, strides), Six), "");
        OpeningFails(PickleBytes.Stream(StreamTensor(length, first, shape, strides), Six), "");
    }

    [Fact]
    public void Open_SomethingElse_IsRefused()
    {
        OpeningFails([1], "neither");
        OpeningFails("PK\u0003\u0004"u8.ToArray(), "central directory");
        OpeningFails([0x80, 2, (byte)'N', (byte)'.'], "magic");
        OpeningFails(PickleBytes.Zip(new PickleBytes().Op(']').Stop(), Six), "no dictionary");
        OpeningFails(PickleBytes.Zip(PickleBytes.StateDict(value => value.Number(1)), Six), "'weight'");
        OpeningFails(PickleBytes.Zip(new PickleBytes().Op('}').Number(1).Number(1).Op('s').Stop(), Six), "without a name");
        OpeningFails([.. PickleBytes.Stream(StreamTensor(6, 0, [6], [1]), Six), 0], "behind");
    }

    [Fact]
    public void Open_NameTwice_IsRefused()
    {
        PickleBytes pickle = new PickleBytes().Op('}').Op('(');
        for (int time = 0; time < 2; time++)
        {
            _ = pickle.Text("weight").Tensor(inner => inner.Storage("FloatStorage", "0", 6), 0, [6], [1]);
        }

        OpeningFails(PickleBytes.Zip(pickle.Op('u').Stop(), Six), "twice");
    }

    [Fact]
    public void Open_ZipWithTwoFoldersOrNone_IsRefused()
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            _ = archive.CreateEntry("a/data.pkl");
            _ = archive.CreateEntry("b/data.pkl");
        }

        OpeningFails(stream.ToArray(), "data.pkl");
    }

    private static byte[] StreamTensor(long length, long first, long[] shape, long[] strides) => PickleBytes.StateDict(value =>
        value.Tensor(inner => inner.Storage("FloatStorage", "0", length, isStream: true), first, shape, strides));

    private static void OpeningFails(byte[] file, string expected)
    {
        using TemporaryFolder folder = new();
        CheckpointException error = Assert.Throws<CheckpointException>(() => TorchFile.Open(folder.Write("pytorch_model.bin", file)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private sealed class Opened : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Opened(byte[] file) => Checkpoint = TorchFile.Open(_folder.Write("pytorch_model.bin", file));

        public TorchFile Checkpoint { get; }

        public void Dispose()
        {
            Checkpoint.Dispose();
            _folder.Dispose();
        }
    }
}
