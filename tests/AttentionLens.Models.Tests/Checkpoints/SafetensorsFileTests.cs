using System.Text;
using System.Text.Json;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Tests;

namespace AttentionLens.Models.Tests.Checkpoints;

public sealed class SafetensorsFileTests
{
    private const string Layouts = "reference/layouts";

    [ReferenceFact("reference")]
    public void Open_EveryReferenceFile_IsSoundAndFullyReadable()
    {
        string[] paths = Directory.GetFiles(ReferenceData.At("reference"), "*.safetensors", SearchOption.AllDirectories);
        Assert.NotEmpty(paths);
        foreach (string path in paths)
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            Assert.NotEmpty(file.Tensors);
            Assert.Equal(file.Tensors.Keys.Order(StringComparer.Ordinal), file.Tensors.Keys);
            foreach (CheckpointTensor tensor in file.Tensors.Values)
            {
                float[] values = new float[tensor.Length];
                file.Read(tensor, values);
                Assert.True(tensor.ElementType is CheckpointElementType.F64 || values.All(float.IsFinite));
            }
        }
    }

    [ReferenceFact(Layouts + "/dtypes")]
    public void Read_EveryElementType_GivesTheRecordedValues()
    {
        using SafetensorsFile file = SafetensorsFile.Open(ReferenceData.At(Layouts + "/dtypes/all_dtypes.safetensors"));
        using JsonDocument recorded = JsonDocument.Parse(File.ReadAllBytes(ReferenceData.At(Layouts + "/dtypes/all_dtypes.json")));
        Assert.Equal("every dtype", file.Metadata["note"]);
        Assert.Equal(recorded.RootElement.EnumerateObject().Count(), file.Tensors.Count);
        foreach (JsonProperty entry in recorded.RootElement.EnumerateObject())
        {
            CheckpointTensor tensor = file.Tensors[entry.Name];
            Assert.Equal(entry.Value.GetProperty("dtype").GetString(), tensor.ElementType.ToString(), ignoreCase: true);
            Assert.Equal(entry.Value.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt64()), tensor.Shape);
            float[] expected = [.. entry.Value.GetProperty("values").EnumerateArray().Select(Number).Select(value => (float)value)];
            float[] values = new float[tensor.Length];
            file.Read(tensor, values);
            Assert.Equal(expected.Select(BitConverter.SingleToInt32Bits), values.Select(BitConverter.SingleToInt32Bits));
        }
    }

    [ReferenceTheory(Layouts + "/dtypes")]
    [InlineData("i64", new[] { long.MinValue, long.MaxValue, 0, -1 })]
    [InlineData("i32", new long[] { int.MinValue, int.MaxValue })]
    [InlineData("i16", new long[] { short.MinValue, short.MaxValue })]
    [InlineData("i8", new long[] { -128, 127 })]
    [InlineData("u8", new long[] { 0, 255, 7 })]
    [InlineData("bool", new long[] { 1, 0, 1 })]
    public void ReadIntegers_IntegerTensor_GivesTheRecordedValues(string name, long[] expected)
    {
        using SafetensorsFile file = SafetensorsFile.Open(ReferenceData.At(Layouts + "/dtypes/all_dtypes.safetensors"));
        long[] values = new long[expected.Length];
        file.ReadIntegers(file.Tensors[name], values);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void ReadIntegers_FloatTensor_IsRefusedByName()
    {
        CheckpointException error = ReadingFails("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, isInteger: true);
        Assert.Contains("'x'", error.Message, StringComparison.Ordinal);
        Assert.Contains("F32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadIntegers_UnsignedBeyondLong_IsRefused()
    {
        byte[] header = Encoding.UTF8.GetBytes("""{"x":{"dtype":"U64","shape":[1],"data_offsets":[0,8]}}""");
        using TemporaryFolder folder = new();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write(
            "x.safetensors", SafetensorsBytes.Build(header, [.. Enumerable.Repeat((byte)255, 8)])));
        Assert.Contains(
            "18446744073709551615",
            Assert.Throws<CheckpointException>(() => file.ReadIntegers(file.Tensors["x"], new long[1])).Message,
            StringComparison.Ordinal);
        float[] value = new float[1];
        file.Read(file.Tensors["x"], value);
        Assert.Equal(18446744073709551616f, value[0]);
    }

    [Theory]
    [InlineData("F8_E4M3")]
    [InlineData("F8_E5M2")]
    [InlineData("F8_E8M0")]
    public void Read_EightBitFloat_IsListedButRefused(string type)
    {
        CheckpointException error = ReadingFails(
            $$$"""{"x":{"dtype":"{{{type}}}","shape":[2],"data_offsets":[0,2]}}""", 2, isInteger: false);
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_DestinationOfAnotherLength_Throws()
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile file = Sound(folder);
        Assert.Throws<ArgumentException>(() => file.Read(file.Tensors["x"], new float[3]));
    }

    [Fact]
    public void Read_TensorOfAnotherFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile file = Sound(folder);
        CheckpointTensor stranger = new("y", CheckpointElementType.F32, [2], "x.safetensors");
        Assert.Throws<CheckpointException>(() => file.Read(stranger, new float[2]));
    }

    [Fact]
    public void Read_AfterDispose_ThrowsObjectDisposed()
    {
        using TemporaryFolder folder = new();
        SafetensorsFile file = Sound(folder);
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Read(file.Tensors["x"], new float[2]));
    }

    [Fact]
    public void Read_FileThatShrank_SaysSo()
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile file = Sound(folder);
        using (FileStream stream = new(folder.At("x.safetensors"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(10);
        }

        CheckpointException error = Assert.Throws<CheckpointException>(() => file.Read(file.Tensors["x"], new float[2]));
        Assert.Contains("shrank", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{}   ", 0)]
    [InlineData("""{"__metadata__":{}}""", 0)]
    [InlineData("""{"x":{"dtype":"F32","shape":[0,9],"data_offsets":[0,0]},"y":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""", 4)]
    public void Open_UnusualButSound_Opens(string header, int dataLength)
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", SafetensorsBytes.Build(header, dataLength)));
        Assert.Empty(file.Metadata);
    }

    [Theory]
    [InlineData("", 0, "header")]
    [InlineData("[]", 0, "begin with")]
    [InlineData(" {}", 0, "begin with")]
    [InlineData("{} {}", 0, "JSON")]
    [InlineData("{", 0, "JSON")]
    [InlineData("{}", 1, "1 bytes of data")]
    [InlineData("""{"x":1}""", 0, "Number")]
    [InlineData("""{"x":{}}""", 0, "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1]}}""", 4, "lacks")]
    [InlineData("""{"x":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "F31")]
    [InlineData("""{"x":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}""", 4, "f32")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1e0],"data_offsets":[0,4]}}""", 4, "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "too many")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4]}}""", 4, "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "needs 4 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,5]}}""", 5, "needs 4 bytes")]
    [InlineData("""{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,4]}}""", 4, "needs 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "hole")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "8 bytes of data")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "4 bytes of data")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "overlaps")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "hole")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "impossible shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,4]}}""", 4, "impossible shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[0,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "impossible shape")]
    [InlineData("""{"x":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "whole number")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "twice")]
    [InlineData("""{"x":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "repeated")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":0}}""", 4, "extra")]
    [InlineData("""{"x":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "JSON")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "JSON")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "Number")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "twice")]
    public void Open_BrokenHeader_SaysWhatIsWrongInOneLine(string header, int dataLength, string expected)
    {
        CheckpointException error = OpeningFails(SafetensorsBytes.Build(header, dataLength));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NameThatIsNotUtf8_IsRefused()
    {
        byte[] header = Encoding.Latin1.GetBytes("{\"\u00ff\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}");
        Assert.Contains("UTF-8", OpeningFails(SafetensorsBytes.Build(header, new byte[4])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_DeepJson_IsRefused() =>
        OpeningFails(SafetensorsBytes.Build("{\"x\":" + new string('[', 100_000), 0));

    [Fact]
    public void Open_NameWithLineBreaks_IsNamedInOneLine()
    {
        CheckpointException error = OpeningFails(SafetensorsBytes.Build(
            "{\"a\\r\\nb\\u2028\":{\"dtype\":\"no\",\"shape\":[],\"data_offsets\":[0,0]}}", 0));
        Assert.Contains("a\\u000d\\u000ab\\u2028", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, (byte)'{' })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 255, 255, 255, 255, 255, 255, 255, 255, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, (byte)'{', (byte)'}' })]
    public void Open_BrokenHeaderLength_IsRefused(byte[] file) => OpeningFails(file);

    [Fact]
    public void Open_NoSuchFile_SaysSo() =>
        Assert.Contains(
            "does not exist",
            Assert.Throws<CheckpointException>(() => SafetensorsFile.Open("/no/such/file.safetensors")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Open_Folder_IsRefused()
    {
        using TemporaryFolder folder = new();
        _ = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(folder.Folder));
    }

    private static double Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => value.GetDouble(),
    };

    private static SafetensorsFile Sound(TemporaryFolder folder) => SafetensorsFile.Open(folder.Write(
        "x.safetensors", SafetensorsBytes.Build("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8)));

    private static CheckpointException OpeningFails(byte[] file)
    {
        using TemporaryFolder folder = new();
        CheckpointException error = Assert.Throws<CheckpointException>(() => SafetensorsFile.Open(folder.Write("x.safetensors", file)));
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain('\r', error.Message);
        Assert.StartsWith("'x.safetensors'", error.Message, StringComparison.Ordinal);
        return error;
    }

    private static CheckpointException ReadingFails(string header, int dataLength, bool isInteger)
    {
        using TemporaryFolder folder = new();
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("x.safetensors", SafetensorsBytes.Build(header, dataLength)));
        CheckpointTensor tensor = file.Tensors["x"];
        return Assert.Throws<CheckpointException>(() =>
        {
            if (isInteger)
            {
                file.ReadIntegers(tensor, new long[tensor.Length]);
            }
            else
            {
                file.Read(tensor, new float[tensor.Length]);
            }
        });
    }
}
