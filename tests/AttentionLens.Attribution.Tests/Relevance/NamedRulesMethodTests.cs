using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Relevance;

/// <summary>The method <c>relevance</c>: any rule set of a plugin, by its name.</summary>
public sealed class NamedRulesMethodTests
{
    [Theory]
    [InlineData("bert")]
    [InlineData("t5")]
    public async Task AttributeAsync_RuleSetThatHasAMethod_GivesItsScores(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        AttributionResult expected = await RunAsync(seeded, new AttnLrpMethod(), ("detail", "layers"));
        AttributionResult found = await RunAsync(seeded, new NamedRulesMethod(), ("rules", "attnlrp"), ("detail", "layers"));

        Assert.Equal(expected.Scores.Values.AsEnumerable(), found.Scores.Values);
        Assert.Equal(expected.FeatureScores!.Values.AsEnumerable(), found.FeatureScores!.Values);
        Assert.Equal(expected.Extras["head_scores"].Values.AsEnumerable(), found.Extras["head_scores"].Values);
    }

    [Fact]
    public async Task AttributeAsync_RuleSetThatHandsBackAGradient_ScoresItsProductsWithTheValues()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        HookName embed = HookName.Parse("embed");
        using ModelRun run = seeded.Run(new RunPlan { Capture = [HookSelector.Of(embed)], Backward = new BackwardPlan { Rules = new HalvedRules(), Capture = [HookSelector.Of(embed)] } });

        AttributionResult found = await RunAsync(seeded, new NamedRulesMethod(), ("rules", "halved"));

        float[] values = run.Captured(embed).Values.ToArray(), signal = run.Gradient(embed).Values.ToArray();
        Assert.Equal(values.Zip(signal, (value, slope) => value * slope), found.FeatureScores!.Values);
        Assert.Contains(found.Scores.Values, score => score != 0);
    }

    [Theory]
    [InlineData("no-such", "'no-such'")]
    [InlineData("", "--option rules=NAME")]
    public async Task AttributeAsync_NoSuchRuleSet_SaysSo(string rules, string said)
    {
        await using SeededModel seeded = SeededModel.Load("bert");

        LensInputException error = await Assert.ThrowsAsync<LensInputException>(() => RunAsync(seeded, new NamedRulesMethod(), ("rules", rules)));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }

    private static async Task<AttributionResult> RunAsync(SeededModel seeded, AttributionMethod method, params (string Key, string Value)[] options) =>
        await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = seeded.Model,
            Batch = seeded.Batch(),
            Method = method,
            Rules = [new AttnLrpRules(), new HalvedRules()],
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });

    private sealed class HalvedRules : PropagationRules
    {
        public override string Name => "halved";

        public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind == OperationKind.Activation ? new Rule() : null;

        private sealed class Rule : PropagationRule
        {
            public override void Propagate(PropagationStep step)
            {
                if (step.Wants(0))
                {
                    step.AddPullBack(0, [.. step.Incoming.ToArray().Select(value => value / 2)]);
                }
            }
        }
    }
}
