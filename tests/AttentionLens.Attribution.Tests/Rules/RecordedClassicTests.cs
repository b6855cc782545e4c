using AttentionLens.Tests;

namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>Every recorded number of the γ rule and of Chefer's propagation that one backward pass gives.</summary>
public sealed class RecordedClassicTests
{
    [ReferenceTheory("reference/vit")]
    [InlineData("a", "conv0.25_lin0.05", 0.05f, 0.25f)]
    [InlineData("b", "conv0.25_lin0.05", 0.05f, 0.25f)]
    [InlineData("a", "conv0.1_lin0.0", 0f, 0.1f)]
    [InlineData("b", "conv0.1_lin0.0", 0f, 0.1f)]
    public async Task RunAsync_GammaRules_GiveRecordedPixels(string set, string parameters, float gamma, float patchGamma)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync("vit");
        BackwardPlan backward = new() { Rules = new GammaLrpRules(gamma, patchGamma), Capture = [HookSelector.Parse("pixels")] };

        using ModelRun run = await recorded.Model.RunAsync(recorded.Batch(set), new RunPlan { Backward = backward });

        LensTensor pixels = run.Gradient(HookName.Parse("pixels"));
        recorded.Numbers.AssertClose($"{set}.cplrp_gamma.{parameters}.pixels", pixels.Values);
        recorded.Numbers.AssertClose($"{set}.cplrp_gamma.{parameters}.sum", Sums.OfExamples(pixels));
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("bert_cls", "a")]
    [InlineData("bert_cls", "b")]
    [InlineData("vit", "a")]
    [InlineData("vit", "b")]
    public async Task RunAsync_CheferRules_GiveRecordedAttention(string family, string set)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync(family);
        BackwardPlan backward = new() { Rules = new CheferLrpRules(), Capture = [HookSelector.Of(HookKind.Pattern)] };

        using ModelRun run = await recorded.Model.RunAsync(recorded.Batch(set), new RunPlan { Backward = backward });

        for (int layer = 0; layer < recorded.Model.Card.Layers; layer++)
        {
            recorded.Numbers.AssertClose(
                $"{set}.chefer.attn_cam.{layer}", run.Gradient(HookName.Parse($"blocks.{layer}.attn.pattern")).Values);
        }
    }

    [ReferenceTheory("reference/bert_cls")]
    [InlineData("a")]
    [InlineData("b")]
    public async Task RunAsync_CheferRules_GiveRecordedTokens(string set)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync("bert_cls");
        BackwardPlan backward = new() { Rules = new CheferLrpRules(), Capture = [HookSelector.Parse("blocks.0.resid_pre")] };

        using ModelRun run = await recorded.Model.RunAsync(recorded.Batch(set), new RunPlan { Backward = backward });

        LensTensor relevance = run.Gradient(HookName.Parse("blocks.0.resid_pre"));
        float[] tokens = Sums.OfPositions(relevance);
        for (int example = 0; example < relevance.Shape[0]; example++)
        {
            // The published code leaves the first token out.
            tokens[example * relevance.Shape[1]] = 0;
        }

        recorded.Numbers.AssertClose($"{set}.chefer.full_lrp", tokens);
    }

    [ReferenceTheory("reference/vit")]
    [InlineData("a")]
    [InlineData("b")]
    public async Task RunAsync_CheferRules_GiveRecordedPixels(string set)
    {
        await using RecordedFamily recorded = await RecordedFamily.LoadAsync("vit");
        BackwardPlan backward = new() { Rules = new CheferLrpRules(), Capture = [HookSelector.Parse("pixels")] };

        using ModelRun run = await recorded.Model.RunAsync(recorded.Batch(set), new RunPlan { Backward = backward });

        LensTensor pixels = run.Gradient(HookName.Parse("pixels"));
        (int channels, int area) = (pixels.Shape[1], pixels.Shape[2] * pixels.Shape[3]);
        float[] sums = new float[pixels.Values.Length / channels];
        for (int index = 0; index < pixels.Values.Length; index++)
        {
            sums[(index / (channels * area) * area) + (index % area)] += pixels.Values[index];
        }

        recorded.Numbers.AssertClose($"{set}.chefer.full_lrp_pixels", sums);
    }
}
