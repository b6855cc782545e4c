using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Cli.Tests.Hostile;

/// <summary>Model folders from strangers: one line that names the file or the key, exit code 2, nothing written.</summary>
[Collection(SmallModelTests.Name)]
public sealed class HostileModelTests(SmallModel model)
{
    private const string Weights = "model.safetensors";

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(9)]
    [InlineData(600)]
    [InlineData(-1)]
    public async Task Run_TruncatedWeights_IsRefused(int length) => await AssertRefusedAsync(
        folder =>
        {
            string file = Path.Combine(folder, Weights);
            byte[] bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, bytes[..(length < 0 ? bytes.Length + length : length)]);
        },
        Weights);

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-1)]
    [InlineData(1L << 40)]
    public async Task Run_WeightsWithImpossibleHeaderLength_IsRefused(long length) => await AssertRefusedAsync(
        folder =>
        {
            byte[] bytes = File.ReadAllBytes(Path.Combine(folder, Weights));
            BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
            File.WriteAllBytes(Path.Combine(folder, Weights), bytes);
        },
        Weights);

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,16]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1,4],"data_offsets":[0,16]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,9223372036854775807]}}""")]
    [InlineData("""{"a":{"dtype":"F33","shape":[4],"data_offsets":[0,16]}}""")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}""")]
    [InlineData("""{"embeddings\u001b[31m\nred":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""")]
    public async Task Run_WeightsWithImpossibleHeader_IsRefused(string header) => await AssertRefusedAsync(folder =>
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(Path.Combine(folder, Weights), [.. length, .. text, .. new byte[16]]);
    });

    [Fact]
    public async Task Run_WeightsOfAnotherShape_IsRefusedWithTheTensorsName() => await AssertRefusedAsync(
        folder => Rewrite(folder, "classifier.weight", tensor => ([3, 16], new float[48])), "classifier.weight");

    [Fact]
    public async Task Run_MissingWeight_IsRefusedWithTheTensorsName() => await AssertRefusedAsync(
        folder => Rewrite(folder, "classifier.bias", _ => null), "classifier.bias");

    [Fact]
    public async Task Run_WeightNobodyReads_IsRefusedWithTheTensorsName() => await AssertRefusedAsync(
        folder => Rewrite(folder, "classifier.bias", tensor => (tensor.Shape, tensor.Values), extra: "classifier.third"), "classifier.third");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public async Task Run_WeightThatIsNoNumber_IsRefusedWithTheTensorsName(float value) => await AssertRefusedAsync(
        folder => Rewrite(folder, "classifier.weight", tensor =>
        {
            tensor.Values[3] = value;
            return (tensor.Shape, tensor.Values);
        }),
        "classifier.weight");

    [Fact]
    public async Task Run_PickleThatCallsAFunction_IsRefusedAndCallsNothing()
    {
        using TemporaryFolder outside = new();
        string mark = outside.At("called");
        await AssertRefusedAsync(
            folder =>
            {
                File.Delete(Path.Combine(folder, Weights));
                File.WriteAllBytes(Path.Combine(folder, "pytorch_model.bin"), Archive($"cos\nsystem\n(X{Short($"touch {mark}")}tR."));
            },
            "os.system");
        Assert.False(File.Exists(mark));
    }

    [Theory]
    [InlineData("not a pickle at all")]
    [InlineData("")]
    public async Task Run_PickleThatIsNone_IsRefused(string content) => await AssertRefusedAsync(
        folder =>
        {
            File.Delete(Path.Combine(folder, Weights));
            File.WriteAllText(Path.Combine(folder, "pytorch_model.bin"), content);
        },
        "pytorch_model.bin");

    [Fact]
    public async Task Run_ShardOutsideTheFolder_IsRefused() => await AssertRefusedAsync(
        folder =>
        {
            File.Move(Path.Combine(folder, Weights), Path.Combine(Path.GetDirectoryName(folder)!, "outside.safetensors"));
            File.WriteAllText(
                Path.Combine(folder, "model.safetensors.index.json"),
                """{"metadata":{},"weight_map":{"classifier.bias":"../outside.safetensors"}}""");
        },
        "../outside.safetensors");

    [Fact]
    public async Task Run_NoWeights_IsRefused() => await AssertRefusedAsync(folder => File.Delete(Path.Combine(folder, Weights)), Weights);

    [Fact]
    public async Task Run_FolderInPlaceOfWeights_IsRefused() => await AssertRefusedAsync(folder =>
    {
        File.Delete(Path.Combine(folder, Weights));
        Directory.CreateDirectory(Path.Combine(folder, Weights));
    });

    [Theory]
    [InlineData("", "config.json")]
    [InlineData("[]", "config.json")]
    [InlineData("{\"model_type\":", "config.json")]
    [InlineData("{}", "model_type")]
    [InlineData("{\"model_type\":7}", "model_type")]
    [InlineData("{\"model_type\":\"no-such-family\"}", "no-such-family")]
    public async Task Run_ConfigurationThatIsNone_IsRefused(string config, string word) => await AssertRefusedAsync(
        folder => File.WriteAllText(Path.Combine(folder, "config.json"), config), word);

    [Fact]
    public async Task Run_ConfigurationTooDeep_IsRefused() => await AssertRefusedAsync(
        folder => File.WriteAllText(Path.Combine(folder, "config.json"), "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}"),
        "config.json");

    [Theory]
    [InlineData("\"hidden_size\":16", "\"hidden_size\":0", "hidden_size")]
    [InlineData("\"hidden_size\":16", "\"hidden_size\":1e9", "hidden_size")]
    [InlineData("\"hidden_size\":16", "\"hidden_size\":\"wide\"", "hidden_size")]
    [InlineData("\"num_attention_heads\":2", "\"num_attention_heads\":3", "num_attention_heads")]
    [InlineData("\"num_hidden_layers\":2", "\"num_hidden_layers\":3", "layer.2")]
    [InlineData("\"num_hidden_layers\":2", "\"num_hidden_layers\":-1", "num_hidden_layers")]
    [InlineData("\"hidden_act\":\"gelu\"", "\"hidden_act\":\"gellu\"", "gelu")]
    [InlineData("\"vocab_size\":28", "\"vocab_size\":16000000", "word_embeddings")]
    public async Task Run_ConfigurationThatDoesNotFit_IsRefused(string found, string put, string word) => await AssertRefusedAsync(
        folder =>
        {
            string file = Path.Combine(folder, "config.json");
            string text = File.ReadAllText(file);
            Assert.Contains(found, text, StringComparison.Ordinal);
            File.WriteAllText(file, text.Replace(found, put, StringComparison.Ordinal));
        },
        word);

    [Fact]
    public async Task Run_NoConfiguration_IsRefused() => await AssertRefusedAsync(folder => File.Delete(Path.Combine(folder, "config.json")), "config.json");

    [Fact]
    public async Task Run_NoTokenizerForAText_IsRefused() => await AssertRefusedAsync(folder => File.Delete(Path.Combine(folder, "vocab.txt")), "tokenizer");

    [Theory]
    [InlineData("{\"model\":", "tokenizer.json")]
    [InlineData("{}", "model")]
    [InlineData("{\"model\":{\"type\":\"WordPeace\",\"vocab\":{}}}", "WordPiece")]
    public async Task Run_TokenizerThatIsNone_IsRefused(string json, string word) => await AssertRefusedAsync(
        folder => File.WriteAllText(Path.Combine(folder, "tokenizer.json"), json), word);

    [Fact]
    public async Task Run_TokenizerTooDeep_IsRefused() => await AssertRefusedAsync(
        folder => File.WriteAllText(Path.Combine(folder, "tokenizer.json"), "{\"model\":" + new string('[', 200_000)), "tokenizer.json");

    [Fact]
    public async Task Run_ModelThatIsAFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        string file = folder.Write("model", "text");

        (await CliRunner.RunAsync("trace", file, "--text", "good", "--out", folder.At("x.safetensors"))).AssertRefused(file);
        Assert.Equal(["model"], folder.Listing());
    }

    [Theory]
    [InlineData("no-such-model")]
    [InlineData("")]
    [InlineData("a\u001b[2Jb")]
    public async Task Run_ModelThatIsNotThere_IsRefused(string name) =>
        (await CliRunner.RunAsync("models", "show", name)).AssertRefused("sample model");

    private static string Short(string text) => Encoding.ASCII.GetString(BitConverter.GetBytes(text.Length)) + text;

    private static byte[] Archive(string pickle)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("model/data.pkl", CompressionLevel.NoCompression).Open();
            entry.Write([0x80, 2, .. Encoding.Latin1.GetBytes(pickle)]);
        }

        return stream.ToArray();
    }

    // Writes the weights again with one tensor replaced or left out.
    private static void Rewrite(
        string folder, string name, Func<(long[] Shape, float[] Values), (long[] Shape, float[] Values)?> change, string? extra = null)
    {
        string path = Path.Combine(folder, Weights);
        SafetensorsWriter writer = new();
        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            Assert.Contains(name, file.Tensors.Keys);
            foreach ((string key, CheckpointTensor tensor) in file.Tensors)
            {
                float[] values = new float[tensor.Length];
                file.Read(tensor, values);
                (long[] Shape, float[] Values)? written = ([.. tensor.Shape], values);
                written = key == name ? change(written.Value) : written;
                if (written is { } kept)
                {
                    writer.Add(key, kept.Shape, kept.Values);
                }
            }
        }

        if (extra is not null)
        {
            writer.Add(extra, [1], new float[1]);
        }

        writer.Save(path);
    }

    private async Task AssertRefusedAsync(Action<string> spoil, params string[] words)
    {
        using TemporaryFolder folder = new();
        string spoilt = model.CopyTo(folder.At("spoilt"));
        spoil(spoilt);
        IReadOnlyList<string> before = folder.Listing();

        CliResult traced = await CliRunner.RunAsync("trace", spoilt, "--text", "good", "--out", folder.At("deep", "x.safetensors"));
        CliResult analyzed = await CliRunner.RunAsync("analyze", spoilt, "--text", "good", "--out", folder.At("deep", "report"));

        traced.AssertRefused(words);
        analyzed.AssertRefused(words);
        Assert.Equal(before, folder.Listing());
    }
}
