using System.Text.Json.Nodes;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;
using AttentionLens.Vit;

namespace AttentionLens.Encoders.Tests;

/// <summary>The laws of adapters, on encoders of texts and of images.</summary>
[Collection(PoolCollection.Name)]
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("RobertaForMaskedLM, odd", null)]
    [InlineData("RobertaForSequenceClassification", 1e-12)]
    [InlineData("DistilBertForSequenceClassification", 1e-12)]
    [InlineData("DistilBertForQuestionAnswering, odd", 1e-12)]
    [InlineData("ViTForImageClassification, odd", null)]
    [InlineData("DeiTForImageClassificationWithTeacher", 1e-12)]
    public async Task RunAsync_RandomCheckpoint_KeepsEveryLaw(string name, double? epsilon)
    {
        EncoderCase one = EncoderCase.All[name];
        bool readsFirst = name.EndsWith("ForSequenceClassification", StringComparison.Ordinal);
        using RandomModelFolder folder = new(one.Adapter, (JsonObject)one.Config.DeepClone());
        AdapterConformance check = new(one.Adapter, folder.Path)
        {
            NormEpsilon = epsilon,
            PadsOnTheRightAlone = one.Adapter.Family == "distilbert" || readsFirst,
        };

        ConformanceReport report = await check.RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("norm-epsilon").Outcome);
        Assert.Equal(one.Adapter.Family == "roberta" && !readsFirst, report.ResultOf("padding-left").Outcome == LawOutcome.Held);
    }

    [ReferenceFact("reference/vit")]
    public async Task RunAsync_RecordedModel_HasItsNumbersAndKeepsEveryLaw()
    {
        string reference = ReferenceData.At("reference/vit");

        ConformanceReport report = await new AdapterConformance(new VitAdapter(), Path.Combine(reference, "checkpoint")) { Reference = reference }.RunAsync();

        report.Demand();
        Assert.Equal(LawOutcome.Held, report.ResultOf("parity").Outcome);
    }
}
