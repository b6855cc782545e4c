using System.Globalization;
using AttentionLens.Cli.Tests.Running;
using AttentionLens.Tests;

namespace AttentionLens.Cli.Tests.Trace;

/// <summary><c>trace --relevance</c>: rule sets by name, several in one run.</summary>
[Collection(SmallModelTests.Name)]
public sealed class TraceRelevanceTests(SmallModel model)
{
    [ReferenceFact("reference/gpt2")]
    public async Task Trace_SeveralRuleSets_GiveRecordedNumbers()
    {
        using ReferenceCase reference = new("gpt2");
        using TemporaryFolder folder = new();
        LensInput input = reference.Inputs("a")[0];
        string[] numbers = [.. new[] { input.Target!.Value, input.Position!.Value }.Select(number => number.ToString(CultureInfo.InvariantCulture))];

        (await CliRunner.RunAsync(
            "trace", reference.Checkpoint, "--ids", string.Join(',', input.Ids.Select(id => id.ToString(CultureInfo.InvariantCulture))),
            "--target", numbers[0], "--position", numbers[1], "--gradient", "blocks.1.attn.pattern", "--relevance", "attnlrp:embed",
            "--relevance", "cp-lrp:embed", "--relevance", "attnlrp:blocks.*.attn.pattern", "--out", folder.At("x.safetensors"))).AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.Equal(
            [
                "gradient/blocks.1.attn.pattern", "logits", "relevance/attnlrp/blocks.0.attn.pattern", "relevance/attnlrp/blocks.1.attn.pattern",
                "relevance/attnlrp/blocks.2.attn.pattern", "relevance/attnlrp/embed", "relevance/cp-lrp/embed",
            ],
            trace.Names);
        reference.AssertClose("a.grad.attentions.1", trace.Values("gradient/blocks.1.attn.pattern"));
        reference.AssertClose("a.attnlrp.relevance", trace.Values("relevance/attnlrp/embed"));
        reference.AssertClose("a.cplrp.relevance", trace.Values("relevance/cp-lrp/embed"));
        reference.AssertClose("a.attnlrp.attentions.2", trace.Values("relevance/attnlrp/blocks.2.attn.pattern"));
    }

    [Fact]
    public async Task Trace_EveryBuiltInRuleSet_IsFoundByItsName()
    {
        string[] rules = ["attnlrp", "cp-lrp", "lrp-epsilon", "lrp-gamma", "lrp-alpha-beta", "chefer-lrp"];
        using TemporaryFolder folder = new();

        (await CliRunner.RunAsync(
            ["trace", model.Folder, "--text", "not good", "--out", folder.At("x.safetensors"), .. rules.SelectMany(name => new[] { "--relevance", $"{name}:embed" })]))
            .AssertDone();

        using TraceFile trace = new(folder.At("x.safetensors"));
        Assert.All(rules, name => Assert.Contains(trace.Values($"relevance/{name}/embed"), value => value != 0));
    }

    [Theory]
    [InlineData("attnlpr:embed", "nearest: attnlrp")]
    [InlineData("embed", "a rule set and hook points")]
    [InlineData(":embed", "a rule set and hook points")]
    [InlineData("attnlrp:nowhere", "nowhere")]
    public async Task Trace_RelevanceThatCannotBe_IsRefused(string relevance, string word)
    {
        using TemporaryFolder folder = new();

        CliResult result = await CliRunner.RunAsync(
            "trace", model.Folder, "--text", "good", "--relevance", relevance, "--out", folder.At("x.safetensors"));

        result.AssertRefused(word);
        Assert.Empty(folder.Listing());
    }
}
