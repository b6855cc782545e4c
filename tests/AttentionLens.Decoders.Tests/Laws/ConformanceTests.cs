using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Models;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.Decoders.Tests.Laws;

/// <summary>The laws of adapters, on decoders that differ in everything a configuration can say.</summary>
[Collection(PoolCollection.Name)]
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("gpt2, untied, relu, odd mlp")]
    [InlineData("gpt2, one head, scaled by layer")]
    [InlineData("gpt2, classifier")]
    [InlineData("llama, biases, wide heads, gelu")]
    [InlineData("llama, one shared head, linear scaling")]
    [InlineData("mistral")]
    [InlineData("qwen2, upper window")]
    public async Task RunAsync_RandomCheckpoint_KeepsEveryLaw(string name)
    {
        TransformerAdapter adapter = AdapterOf(name);
        using RandomModelFolder folder = new(adapter, SmallDecoders.Config(name));

        ConformanceReport report = await new AdapterConformance(adapter, folder.Path) { NormEpsilon = EpsilonOf(name) }.RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("padding-left").Outcome);
        Assert.Equal(LawOutcome.Held, report.ResultOf("norm-epsilon").Outcome);
    }

    [ReferenceTheory("reference/llama")]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public async Task RunAsync_RecordedModel_HasItsNumbersAndKeepsEveryLaw(string family)
    {
        string reference = ReferenceData.At($"reference/{family}");

        ConformanceReport report = await new AdapterConformance(AdapterOf(family), Path.Combine(reference, "checkpoint")) { Reference = reference }.RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("parity").Outcome);
    }

    private static TransformerAdapter AdapterOf(string name)
    {
        using DecoderFolder folder = new(SmallDecoders.Config(name));
        return Decoder.AdapterOf(folder.Open());
    }

    // What the families take where a configuration says nothing.
    private static double? EpsilonOf(string name) => SmallDecoders.Config(name) is var config
        && (config.ContainsKey("layer_norm_epsilon") || config.ContainsKey("rms_norm_eps"))
            ? null
            : name.StartsWith("gpt2", StringComparison.Ordinal) ? 1e-5 : 1e-6;
}
