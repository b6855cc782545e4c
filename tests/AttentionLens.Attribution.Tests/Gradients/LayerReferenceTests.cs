using AttentionLens.Attribution;

namespace AttentionLens.Tests;

public sealed class LayerReferenceTests
{
    [ReferenceTheory("reference/vit")]
    [MemberData(nameof(Families.Sets), MemberType = typeof(Families))]
    public async Task Conductance_RecordedExamples_GivesRecordedLayers(string family, string set)
    {
        using ReferenceCase reference = new(family);
        bool isRmsNorm = family is "t5" or "llama";

        AttributionResult result = await Explained.RecordedAsync(
            reference, set, new ConductanceMethod(), isRmsNorm ? AttributionBaseline.Pad : AttributionBaseline.Zero);

        Assert.InRange(result.Extras.Count, 2, 3);
        foreach ((string layer, TensorValue scores) in result.Extras)
        {
            string recorded = layer.Replace("blocks.", string.Empty, StringComparison.Ordinal).Replace(".resid_post", string.Empty, StringComparison.Ordinal);
            reference.AssertClose($"{set}.conductance.{recorded}", scores.Values.AsSpan());
        }
    }
}
