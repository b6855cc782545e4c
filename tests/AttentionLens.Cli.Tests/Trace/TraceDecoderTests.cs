using System.Globalization;
using System.Text.Json;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary><c>trace</c> of models with an encoder and a decoder against the recorded numbers.</summary>
public sealed class TraceDecoderTests
{
    private const string Cross = "decoder.blocks.0.cross_attn.pattern";

    [ReferenceTheory("reference/t5")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task Trace_DecoderIdsAsOptions_GivesRecordedNumbers(string family)
    {
        using ReferenceCase reference = new(family);
        using TemporaryFolder folder = new();
        LensInput input = reference.Inputs("a")[0];

        (await CliRunner.RunAsync(
            "trace", reference.Checkpoint, "--ids", Join(input.Ids), "--decoder-ids", Join(input.DecoderIds), "--decoder-attention-mask",
            Join(input.DecoderMask.Select(seen => seen ? 1 : 0)), "--hooks", Cross, "--out", folder.At("x.safetensors"))).AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        reference.AssertClose("a.logits", trace.Values("logits"));
        reference.AssertClose("a.cross_attentions.0", trace.Values(Cross));
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task Trace_DecoderIdsAsLines_GivesRecordedNumbers(string family)
    {
        using ReferenceCase reference = new(family);
        using TemporaryFolder folder = new();
        string lines = folder.Write("inputs.jsonl", string.Concat(reference.Inputs("b").Select(input => JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["ids"] = input.Ids,
                ["attention_mask"] = input.AttentionMask.Select(seen => seen ? 1 : 0),
                ["decoder_ids"] = input.DecoderIds,
                ["decoder_attention_mask"] = input.DecoderMask.Select(seen => seen ? 1 : 0),
                ["labels"] = input.Labels,
            }) + "\n")));

        (await CliRunner.RunAsync("trace", reference.Checkpoint, "--input", lines, "--hooks", Cross, "--out", folder.At("x.safetensors"))).AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        reference.AssertClose("b.logits", trace.Values("logits"));
        reference.AssertClose("b.cross_attentions.0", trace.Values(Cross));
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("--decoder-ids", "0,7,x", "'x'")]
    [InlineData("--decoder-ids", "0,7,100", "decoder side")]
    [InlineData("--decoder-attention-mask", "1,1", "without --decoder-ids")]
    [InlineData("--target-text", "a", "no tokenizer")]
    public async Task Trace_DecoderInputThatCannotBe_IsRefused(string option, string value, string word)
    {
        using ReferenceCase reference = new("t5");
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync(
            "trace", reference.Checkpoint, "--ids", "5,6", option, value, "--out", folder.At("x.safetensors"));

        result.AssertRefused(word);
    }

    [Fact]
    public async Task Trace_DecoderInputTwiceOrBesideAFile_IsRefused()
    {
        using TemporaryFolder folder = new();
        string lines = folder.Write("inputs.jsonl", "{\"ids\":[1]}");

        (await CliRunner.RunAsync("trace", folder.Folder, "--ids", "5", "--decoder-ids", "0", "--target-text", "a", "--out", folder.At("x.safetensors")))
            .AssertRefused("--target-text");
        (await CliRunner.RunAsync("trace", folder.Folder, "--input", lines, "--decoder-ids", "0", "--out", folder.At("x.safetensors")))
            .AssertRefused("'decoder_ids'");
    }

    private static string Join(IEnumerable<int> numbers) => string.Join(',', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
}
