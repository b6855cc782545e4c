using System.Buffers.Binary;
using AttentionLens.Cli.Tests.Running;

namespace AttentionLens.Cli.Tests.Train;

/// <summary><c>train tuned-lens</c>, and what <c>attribute</c> says of files that are no lens.</summary>
public sealed class TrainTunedLensTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TrainTunedLensTests() => _folder.Write(
        "texts.jsonl", """
        {"text": "The dogs near the car"}
        {"text": "The farmer"}
        {"text": "The senators"}
        """);

    [Fact]
    public async Task TrainTunedLens_Texts_WritesALensThatAttributeReads()
    {
        CliResult trained = await TrainAsync("lens.safetensors");

        Assert.Equal(12, trained.AssertDone().OutLines.Count);
        Assert.StartsWith("layer 0, logit lens: ", trained.OutLines[0], StringComparison.Ordinal);
        Assert.Equal(["held out: 1 of 3 texts"], trained.ErrorLines);
        (await AttributeAsync("lens.safetensors")).AssertDone();
        Assert.Equal(["lens.safetensors", "scores.safetensors", "texts.jsonl"], _folder.Listing());
    }

    [Fact]
    public async Task TrainTunedLens_Again_GivesTheSameBytes()
    {
        (await TrainAsync("one.safetensors", "--threads", "1")).AssertDone();
        (await TrainAsync("two.safetensors", "--threads", "2")).AssertDone();
        (await TrainAsync("other.safetensors", "--seed", "2", "--batch-size", "1")).AssertDone();

        Assert.Equal(Bytes("one.safetensors"), Bytes("two.safetensors"));
        Assert.NotEqual(Bytes("one.safetensors"), Bytes("other.safetensors"));
    }

    [Fact]
    public async Task TrainTunedLens_ThatCannotBe_IsOneLineAndLeavesNothing()
    {
        _folder.Write("one.jsonl", """{"text": "The farmer"}""");

        (await CliRunner.RunAsync("train", "tuned-lens", "agreement", "--input", _folder.At("one.jsonl"), "--out", _folder.At("x"))).AssertRefused("at least one of each");
        (await CliRunner.RunAsync("train", "tuned-lens", "sentiment", "--input", _folder.At("texts.jsonl"), "--out", _folder.At("x"))).AssertRefused("causal language model");
        (await CliRunner.RunAsync("train", "tuned-lens", "agreement", "--out", _folder.At("x"))).AssertRefused("--input");
        Assert.Equal(["one.jsonl", "texts.jsonl"], _folder.Listing());
    }

    [Fact]
    public async Task Attribute_FileThatIsNoLens_IsOneLine()
    {
        (await TrainAsync("lens.safetensors")).AssertDone();
        byte[] lens = Bytes("lens.safetensors");
        byte[] infinite = [.. lens];
        BinaryPrimitives.WriteSingleLittleEndian(infinite.AsSpan(lens.Length - 4), float.PositiveInfinity);
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(lens);
        byte[] renamed = [.. lens];
        int name = renamed.AsSpan(8, header).IndexOf("tuned_lens.3.W"u8);
        "tuned_lens.9.W"u8.CopyTo(renamed.AsSpan(8 + name));
        byte[] reshaped = [.. lens];
        int shape = reshaped.AsSpan(8, header).IndexOf("[128,128]"u8);
        "[64, 256]"u8.CopyTo(reshaped.AsSpan(8 + shape));
        foreach ((string file, byte[] bytes, string message) in ((string, byte[], string)[])
        [
            ("empty", [], "is empty"), ("cut", lens[..^5], "cut"), ("noise", [.. Enumerable.Range(0, 999).Select(index => (byte)(index * 7))], "noise"),
            ("infinite", infinite, "not finite"), ("renamed", renamed, "has no tensor 'tuned_lens.3.W'"), ("reshaped", reshaped, "has extents [64, 256]"),
        ])
        {
            _folder.Write(file, bytes);
            (await AttributeAsync(file)).AssertRefused(message);
        }

        (await AttributeAsync("gone")).AssertRefused("is not there");
        (await CliRunner.RunAsync("attribute", "agreement", "--text", "The farmer", "--method", "tuned-lens", "--option", $"lens={_folder.Folder}", "--out", _folder.At("s")))
            .AssertRefused("is a folder");
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Bytes(string name) => File.ReadAllBytes(_folder.At(name));

    private Task<CliResult> TrainAsync(string name, params string[] more) =>
        CliRunner.RunAsync(["train", "tuned-lens", "agreement", "--input", _folder.At("texts.jsonl"), "--out", _folder.At(name), "--steps", "3", .. more]);

    private Task<CliResult> AttributeAsync(string name) => CliRunner.RunAsync(
        "attribute", "agreement", "--text", "The farmer", "--method", "tuned-lens", "--option", $"lens={_folder.At(name)}", "--out", _folder.At("scores.safetensors"));
}
