using System.Collections.Immutable;
using System.Text.Json.Nodes;
using AttentionLens.Gpt2;
using AttentionLens.Numerics;
using AttentionLens.Testing.Conformance;
using AttentionLens.Tests;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>Each fault that an adapter's author may make is named by the law that is there for it, in words that say where and why.</summary>
[Collection(PoolCollection.Name)]
public sealed class PlantedFaultTests
{
    [Fact]
    public async Task RunAsync_SoundAdapter_KeepsEveryLaw()
    {
        ConformanceReport report = await ReportAsync(new SketchAdapter());

        report.Demand();
        Assert.Equal(AdapterConformance.Laws, report.Results.Select(result => result.Law));
        Assert.Equal(
            ["parity"], report.Results.Where(result => result.Outcome == LawOutcome.NotApplicable).Select(result => result.Law.Id));
        Assert.All(report.Results.Where(result => result.Outcome == LawOutcome.Held), result => Assert.True(result.Checks > 0));
    }

    [Theory]
    [InlineData(Fault.OtherEpsilon, "norm-epsilon", "before 'blocks.0.attn.v'", "about 2", "expected 1E-05")]
    [InlineData(Fault.CausalMaskMissing, "causal-mask", "blocks.0.attn.pattern at example 0, head 0, query 0, key 1", "the causal mask is missing")]
    [InlineData(Fault.PositionsCountPadding, "padding-left", "pos_embed at", "padding on the left", "positions are counted from the start")]
    [InlineData(Fault.KeyAndValueSwapped, "position-roles", "An edit of blocks.0.attn.k of position 1 changed nothing at 'blocks.0.attn.scores'", "under another's name")]
    [InlineData(Fault.KeyAndValueSwapped, "head-output", "blocks.0.attn.z at", "under the wrong name")]
    [InlineData(Fault.HiddenLayersSwapped, "mlp-linear", "blocks.0.mlp_out is not linear in 'blocks.0.mlp.post'", "behind the activation")]
    [InlineData(Fault.HiddenLayersSwapped, "hook-order", "'blocks.0.mlp.post'", "expected 'blocks.0.mlp.pre'")]
    [InlineData(Fault.ScoresAndPatternSwapped, "pattern-distribution", "blocks.0.attn.pattern at example 0", "before the softmax")]
    [InlineData(Fault.ConfigReadUnchecked, "config-refused", "'layer_norm_eps': \"conformance nonsense\" made the adapter throw InvalidOperationException", "expected a LensInputException")]
    [InlineData(Fault.UnknownKeysForgotten, "config-refused", "'conformance_unknown_key' was loaded without a word", "ModelCard.Caveats")]
    [InlineData(Fault.MatchesEverything, "match-honest", "says yes to a config.json with model_type 'no-such-family'", "ModelFolder.ModelType")]
    public async Task RunAsync_FaultInTheWiring_IsNamedByItsLaw(Fault fault, string law, params string[] parts) =>
        AssertNamed(await ReportAsync(new SketchAdapter(fault), law), law, parts);

    [Theory]
    [InlineData("inputs-encoded", "Example 1 has 3 ids and its position 3 is attended to; expected hidden")]
    [InlineData("shapes", "blocks.0.mlp.pre", "expected those of its hook point")]
    [InlineData("logits-are-output", "The value at 'logits' differs from the run's output")]
    [InlineData("embeddings", "'blocks.0.resid_pre' is neither the sum of 'embed', 'pos_embed' nor that sum normalised")]
    [InlineData("pattern-is-softmax", "blocks.0.attn.pattern at example 0, head 0, query 1, key 0", "the softmax of 'blocks.0.attn.scores'")]
    [InlineData("head-results", "blocks.0.attn_out at example 0, position 1", "expected the same bias at both")]
    [InlineData("stream-sums", "'blocks.1.resid_mid' is neither 'blocks.1.resid_pre' plus 'blocks.1.attn_out' nor that sum normalised")]
    [InlineData("head-scale", "With head 0 scaled by 0 at 'blocks.0.attn.z', blocks.0.attn.result at example 0, position 0, head 0 still holds")]
    [InlineData("observation", "blocks.0.mlp_out at example 0, position 0", "captured alone", "where everything is")]
    [InlineData("batch", "blocks.0.mlp_out at example 0, position 0 of an example alone", "as example 0 of a batch of 4")]
    [InlineData("padding-right", "blocks.0.mlp_out at", "with 3 positions of padding on the right")]
    [InlineData("resume", "The state after stage 1 'blocks.0' says that it was kept after stage 0; expected 1")]
    [InlineData("knockout", "With the edge from 1 to 0 of head 2 cut at 'blocks.0.attn.scores'", "expected 0 at key 0")]
    [InlineData("patch", "Patched from a source, blocks.0.attn.z at example 0, position 0", "expected the source's")]
    [InlineData("skip-layer", "With the block skipped for all examples, blocks.0.resid_post at", "what the block was given at 'blocks.0.resid_pre'")]
    [InlineData("last-stage", "A run that was to end with stage 0 'embed' has an output")]
    [InlineData("recompute", "Recomputed, the gradient at blocks.0.mlp_out at", "expected the bits of backward passes that keep what they read")]
    [InlineData("threads", "On 2 threads ln_final at example 0, position 0", "expected the bits of one thread")]
    [InlineData("nothing-left", "A run that was cancelled at", "ended as if nothing had happened", "look at the token")]
    public async Task RunAsync_BrokenModel_IsNamedByItsLaw(string law, params string[] parts) =>
        AssertNamed(await ReportAsync(new BrokenAdapter(sound => Broken.For(law, sound)), law), law, parts);

    [Fact]
    public async Task RunAsync_ResumedElsewhere_IsNamedByItsLaw()
    {
        HookName late = HookName.Parse("blocks.1.mlp_out");
        HookName early = HookName.Parse("blocks.0.mlp_out");

        AssertNamed(
            await ReportAsync(new BrokenAdapter(sound => new BrokenModel(sound) { ChangeResumePoint = point => point == late ? early : point }), "resume"),
            "resume",
            "The state before 'blocks.1.mlp_out' says that a run resumes at 'blocks.0.mlp_out'; expected 'blocks.1.mlp_out'");
    }

    [ReferenceFact("reference/gpt2")]
    public async Task RunAsync_OtherNumbersThanTheReference_AreNamedByTheirLaw()
    {
        string reference = ReferenceData.At("reference/gpt2");
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeValue = (point, tensor) => point.Name.Value == "blocks.1.resid_pre" ? Broken.ScaledBy(1.001f, tensor) : tensor,
        })
        {
            Sound = new Gpt2Adapter(),
        };
        AdapterConformance check = new(adapter, Path.Combine(reference, "checkpoint")) { Reference = reference, LeftOut = LeftOutBut("parity") };

        ConformanceReport report = await check.RunAsync();

        AssertNamed(report, "parity", "blocks.1.resid_pre at example 0, position", "the recorded 'a.hidden_states.1'");
        Assert.All(report.ResultOf("parity").Failures, failure => Assert.Contains("hidden_states.1'", failure));
    }

    [Fact]
    public async Task RunAsync_MaskIgnored_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeBatch = batch => new InputBatch([.. batch.Examples.Select(Broken.Unmasked)]),
        });

        ConformanceReport report = await ReportAsync(adapter, "key-mask");

        AssertNamed(report, "key-mask", "blocks.0.attn.pattern at example 3, head 0, query 3, key 2 gives", "the key mask is not applied", "Pass.MaskingOf");
    }

    [Fact]
    public async Task RunAsync_HeadsOfThePatternInAnotherOrder_IsNamedByItsLaws()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeValue = (point, tensor) => point.Kind == HookKind.Pattern ? Broken.HeadsReversed(tensor) : tensor,
        });

        ConformanceReport report = await ReportAsync(adapter, "head-order", "head-output");

        AssertNamed(report, "head-order", "An edit of blocks.0.attn.scores of head 0 changed blocks.0.attn.pattern at example 0, head 2", "heads stand in another order");
        AssertNamed(report, "head-output", "'blocks.0.attn.pattern' times 'blocks.0.attn.v'", "the heads stand in another order");
    }

    [Fact]
    public async Task RunAsync_GradientOfOnePointWrong_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeGradient = (point, tensor) => point.Name.Value != "blocks.1.mlp.post" ? tensor : Broken.ScaledBy(1.1f, tensor),
        });

        ConformanceReport report = await ReportAsync(adapter);

        AssertNamed(report, "gradients", "the gradient at blocks.1.mlp.post along itself is", "gives a wrong gradient");
        Assert.Equal(["gradients"], FailedOf(report));
        Assert.Single(report.ResultOf("gradients").Failures);
    }

    [Fact]
    public async Task RunAsync_EditAtOnePointLost_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangePlan = plan => plan with
            {
                Interventions = [.. plan.Interventions.Where(intervention => intervention.Target.ToString() != "blocks.0.resid_mid")],
            },
        });

        AssertNamed(await ReportAsync(adapter, "edits"), "edits", "blocks.0.resid_mid at", "behind an edit that wrote");
    }

    [Fact]
    public async Task RunAsync_HookPointMissing_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeHooks = hooks => new HookCatalog(hooks.Where(point => point.Name.Value != "blocks.1.attn.scores")),
        });

        AssertNamed(await ReportAsync(adapter, "hooks-complete"), "hooks-complete", "Hook point 'blocks.1.attn.scores' is missing; every block has it");
    }

    [Fact]
    public async Task RunAsync_CausalNotSaid_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeHooks = hooks => new HookCatalog(hooks.Select(point => point with { IsCausal = false })),
        });

        AssertNamed(await ReportAsync(adapter, "causal-mask"), "causal-mask", "No query of 'blocks.0.attn.pattern' attends to a later key", "IsCausal is false");
    }

    [Fact]
    public async Task RunAsync_MemoryKeptByEveryRun_IsNamedByItsLaw()
    {
        List<Tensor> kept = [];
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangePlan = plan =>
            {
                kept.Add(Tensor.Rent(3));
                return plan;
            },
        });

        ConformanceReport report = await ReportAsync(adapter, "nothing-left");

        kept.ForEach(tensor => tensor.Dispose());
        AssertNamed(report, "nothing-left", "A run that ended keeps", "bytes of the pool");
    }

    [Fact]
    public async Task RunAsync_ValuesThatDependOnEarlierRuns_AreNamedByTheirLaw()
    {
        int runs = 0;
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangePlan = plan =>
            {
                runs++;
                return plan;
            },
            ChangeValue = (point, tensor) => point.Name.Value == "ln_final" ? Broken.ScaledBy(1 + (runs * 1e-6f), tensor) : tensor,
        });

        AssertNamed(await ReportAsync(adapter, "determinism"), "determinism", "Run a second time, ln_final at example 0, position 0 is", "expected the same bits");
    }

    /// <summary>Checks the laws that are named, or all where none is.</summary>
    private static async Task<ConformanceReport> ReportAsync(ModelAdapter adapter, params string[] laws)
    {
        using RandomModelFolder folder = new(new SketchAdapter(), JsonNode.Parse(SketchAdapter.Config)!.AsObject());
        return await new AdapterConformance(adapter, folder.Path) { LeftOut = laws.Length == 0 ? [] : LeftOutBut(laws) }.RunAsync();
    }

    private static ImmutableArray<string> LeftOutBut(params string[] laws) => [.. AdapterConformance.Laws.Select(law => law.Id).Except(laws)];

    private static void AssertNamed(ConformanceReport report, string law, params string[] parts)
    {
        LawResult result = report.ResultOf(law);
        Assert.True(result.Outcome == LawOutcome.Failed, $"{law} is not broken, but: {string.Join(", ", FailedOf(report))}");
        string failure = result.Failures.FirstOrDefault(line => parts.All(part => line.Contains(part, StringComparison.Ordinal))) ?? string.Empty;
        Assert.True(failure.Length > 0, $"No failure holds {string.Join(" and ", parts)}:\n{string.Join('\n', result.Failures)}");
        Assert.DoesNotContain('\n', failure);
        Assert.Contains($"{law}: {result.Law.Demand}", Assert.Throws<ConformanceException>(report.Demand).Message, StringComparison.Ordinal);
    }

    private static string[] FailedOf(ConformanceReport report) =>
        [.. report.Results.Where(result => result.Outcome == LawOutcome.Failed).Select(result => result.Law.Id)];
}
