using System.Text.Json.Nodes;
using AttentionLens.EncoderDecoders.Tests.Models;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.EncoderDecoders.Tests.Runs;

/// <summary>The laws of adapters, on models with an encoder and a decoder.</summary>
[Collection(PoolCollection.Name)]
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("bart")]
    [InlineData("marian headless")]
    [InlineData("t5")]
    [InlineData("t5 encoder")]
    public async Task RunAsync_RandomCheckpoint_KeepsEveryLaw(string variant)
    {
        using SmallFolder config = new(variant);
        using RandomModelFolder folder = new(Family.Adapter(config.Family), JsonNode.Parse(config.Open().Config.GetRawText())!.AsObject());

        ConformanceReport report = await Check(config.Family, folder.Path, null).RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("norm-epsilon").Outcome);
    }

    [ReferenceTheory("reference/t5")]
    [InlineData("bart")]
    [InlineData("t5")]
    public async Task RunAsync_RecordedModel_HasItsNumbersAndKeepsEveryLaw(string family)
    {
        string reference = ReferenceData.At($"reference/{family}");

        ConformanceReport report = await Check(family, Path.Combine(reference, "checkpoint"), reference).RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("parity").Outcome);
    }

    // BART and Marian name no epsilon: it is PyTorch's. They count padding as positions.
    private static AdapterConformance Check(string family, string path, string? reference) => new(Family.Adapter(family), path)
    {
        Reference = reference,
        NormEpsilon = family == "t5" ? null : 1e-5,
        PadsOnTheRightAlone = family != "t5",
    };
}
