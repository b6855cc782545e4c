using System.Text.Json.Nodes;
using AttentionLens.Bert.Tests.Models;
using AttentionLens.Bert.Tests.Runs;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.Bert.Tests;

/// <summary>The laws of adapters, on every architecture of BERT.</summary>
[Collection(PoolCollection.Name)]
public sealed class ConformanceTests
{
    public static TheoryData<string> Architectures => SmallBert.All;

    [Theory]
    [MemberData(nameof(Architectures))]
    public async Task RunAsync_RandomCheckpoint_KeepsEveryLaw(string architecture)
    {
        using BertFolder config = new(architecture, ("layer_norm_eps", 1e-7), ("hidden_act", "relu"));
        using RandomModelFolder folder = new(new BertAdapter(), JsonNode.Parse(config.Open().Config.GetRawText())!.AsObject());

        ConformanceReport report = await new AdapterConformance(new BertAdapter(), folder.Path) { PadsOnTheRightAlone = true }.RunAsync();

        report.Demand();
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls")]
    [InlineData("bert_mlm")]
    public async Task RunAsync_RecordedModel_HasItsNumbersAndKeepsEveryLaw(string family)
    {
        string reference = ReferenceData.At($"reference/{family}");
        AdapterConformance check = new(new BertAdapter(), Path.Combine(reference, "checkpoint")) { PadsOnTheRightAlone = true, Reference = reference };

        ConformanceReport report = await check.RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("parity").Outcome);
    }
}
