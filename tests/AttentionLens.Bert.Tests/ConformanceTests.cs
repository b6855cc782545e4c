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
        using BertFolder config = new(architecture);
        using RandomModelFolder folder = new(new BertAdapter(), JsonNode.Parse(config.Open().Config.GetRawText())!.AsObject());

        ConformanceReport report = await new AdapterConformance(new BertAdapter(), folder.Path) { PositionsCountPadding = true }.RunAsync();

        report.Demand();
    }
}
