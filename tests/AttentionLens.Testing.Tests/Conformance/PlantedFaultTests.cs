using System.Text.Json.Nodes;
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
    [InlineData(Fault.UnknownKeysForgotten, "config-refused", "'conformance_unknown_key' was loaded without a word", "ModelCard.Caveats")]
    [InlineData(Fault.MatchesEverything, "match-honest", "says yes to a config.json with model_type 'no-such-family'", "ModelFolder.ModelType")]
    public async Task RunAsync_FaultInTheWiring_IsNamedByItsLaw(Fault fault, string law, params string[] parts) =>
        AssertNamed(await ReportAsync(new SketchAdapter(fault), law), law, parts);

    [Fact]
    public async Task RunAsync_MaskIgnored_IsNamedByItsLaw()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeBatch = batch => new InputBatch([.. batch.Examples.Select(Unmasked)]),
        });

        ConformanceReport report = await ReportAsync(adapter, "key-mask");

        AssertNamed(report, "key-mask", "blocks.0.attn.pattern at example 3, head 0, query 3, key 2 gives", "the key mask is not applied", "Pass.MaskingOf");
    }

    [Fact]
    public async Task RunAsync_HeadsOfThePatternInAnotherOrder_IsNamedByItsLaws()
    {
        BrokenAdapter adapter = new(sound => new BrokenModel(sound)
        {
            ChangeValue = (point, tensor) => point.Kind == HookKind.Pattern ? Reversed(tensor) : tensor,
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
            ChangeGradient = (point, tensor) => point.Name.Value != "blocks.1.mlp.post" ? tensor : ScaledBy(1.1f, tensor),
        });

        ConformanceReport report = await ReportAsync(adapter);

        AssertNamed(report, "gradients", "the gradient at blocks.1.mlp.post along itself is", "gives a wrong gradient");
        Assert.Equal(["gradients"], Broken(report));
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
        AssertNamed(report, "nothing-left", "A run after a run that ended keeps", "bytes of the pool");
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
            ChangeValue = (point, tensor) => point.Name.Value == "ln_final" ? ScaledBy(1 + (runs * 1e-6f), tensor) : tensor,
        });

        AssertNamed(await ReportAsync(adapter, "determinism"), "determinism", "Run a second time, ln_final at example 0, position 0 is", "expected the same bits");
    }

    /// <summary>Checks the laws that are named, or all where none is.</summary>
    private static async Task<ConformanceReport> ReportAsync(ModelAdapter adapter, params string[] laws)
    {
        using RandomModelFolder folder = new(new SketchAdapter(), JsonNode.Parse(SketchAdapter.Config)!.AsObject());
        return await new AdapterConformance(adapter, folder.Path)
        {
            LeftOut = [.. AdapterConformance.Laws.Select(law => law.Id).Where(id => laws.Length > 0 && !laws.Contains(id))],
        }.RunAsync();
    }

    private static void AssertNamed(ConformanceReport report, string law, params string[] parts)
    {
        LawResult result = report.ResultOf(law);
        Assert.True(result.Outcome == LawOutcome.Failed, $"{law} is not broken, but: {string.Join(", ", Broken(report))}");
        string failure = result.Failures.FirstOrDefault(line => parts.All(part => line.Contains(part, StringComparison.Ordinal))) ?? string.Empty;
        Assert.True(failure.Length > 0, $"No failure holds {string.Join(" and ", parts)}:\n{string.Join('\n', result.Failures)}");
        Assert.DoesNotContain('\n', failure);
        Assert.Contains($"{law}: {result.Law.Demand}", Assert.Throws<ConformanceException>(report.Demand).Message, StringComparison.Ordinal);
    }

    private static string[] Broken(ConformanceReport report) =>
        [.. report.Results.Where(result => result.Outcome == LawOutcome.Failed).Select(result => result.Law.Id)];

    private static EncodedExample Unmasked(EncodedExample example) =>
        new(example.Index, example.Input, example.Tokens, example.TokenTypes, [.. example.Mask.Select(_ => true)]);

    private static ArrayTensor ScaledBy(float factor, LensTensor tensor)
    {
        float[] values = tensor.Values.ToArray();
        return ArrayTensor.Of(tensor, index => factor * values[index]);
    }

    // [batch, head, query, key]
    private static ArrayTensor Reversed(LensTensor tensor)
    {
        float[] values = tensor.Values.ToArray();
        (int heads, int each) = (tensor.Shape[1], tensor.Shape[2] * tensor.Shape[3]);
        return ArrayTensor.Of(tensor, index =>
        {
            (int matrix, int cell) = Math.DivRem(index, each);
            (int example, int head) = Math.DivRem(matrix, heads);
            return values[(((example * heads) + heads - 1 - head) * each) + cell];
        });
    }
}
