using System.Collections.Immutable;

namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>What the relevance of an input adds up to, on a model of every family.</summary>
public sealed class ConservationTests
{
    public static TheoryData<string> Families => SeededModel.Names;

    [Theory]
    [MemberData(nameof(Families))]
    public async Task BalanceOf_CpLrp_InputAndConstantsAddUpToTheLogit(string family)
    {
        await using SeededModel model = SeededModel.Load(family);

        using ModelRun run = model.Run(PlanOf(model, new CpLrpRules()));

        for (int example = 0; example < 2; example++)
        {
            RelevanceBalance balance = run.BalanceOf(0)[example];
            double scale = Math.Max(Math.Abs(balance.Started), Math.Abs(balance.Constants));
            Assert.Equal(run.ObjectiveValues[example], balance.Started, 1e-6);
            Assert.Equal(RelevanceOf(model, run, example), balance.Arrived, 1e-5 * scale);
            Assert.True(Math.Abs(balance.Error) <= 1e-5 * scale, $"{family}: {balance.Started:G6} started, {balance.Error:G3} is missing");
            Assert.Equal(HasConstants(family), Math.Abs(balance.Constants) > 1e-3);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task BalanceOf_AttnLrp_WhatIsMissingWentToSoftmaxAlone(string family)
    {
        await using SeededModel model = SeededModel.Load(family);
        ImmutableArray<HookSelector> attention = [HookSelector.Of(HookKind.Pattern), HookSelector.Of(HookKind.Scores)];

        using ModelRun run = model.Run(PlanOf(model, new AttnLrpRules(), attention));

        for (int example = 0; example < 2; example++)
        {
            RelevanceBalance balance = run.BalanceOf(0)[example];
            double lost = SumOf(model, run, HookKind.Pattern, example) - SumOf(model, run, HookKind.Scores, example);
            double scale = Math.Max(1, Math.Abs(balance.Started) + Math.Abs(balance.Constants) + Math.Abs(lost));
            Assert.Equal(lost, balance.Gaps[OperationKind.Softmax], 1e-5 * scale);

            Assert.Equal(lost + balance.Gaps[OperationKind.MatrixProduct], balance.Error, 2e-5 * scale);
            if (!family.StartsWith("t5", StringComparison.Ordinal))
            {
                // The pattern holds the whole of what it shares with the values: half of what softmax loses was never taken from them. The scores of
                // T5 have a summand of their own besides.
                Assert.Equal(lost / 2, balance.Error, 2e-5 * scale);
            }

            Assert.True(Math.Abs(lost) > 1e-4 * scale, "The softmax rule has a bias term.");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task BalanceOf_EveryRuleSet_BooksAll(string family)
    {
        await using SeededModel model = SeededModel.Load(family);
        PropagationRules?[] sets =
            [null, new AttnLrpRules(), new CpLrpRules(), new EpsilonLrpRules(), new GammaLrpRules(), new AlphaBetaLrpRules(), new CheferLrpRules()];

        Assert.All(sets, rules =>
        {
            using ModelRun run = model.Run(PlanOf(model, rules));
            foreach (RelevanceBalance balance in run.BalanceOf(0))
            {
                double scale = Math.Max(1, balance.Gaps.Values.Append(balance.Constants).Max(Math.Abs));
                Assert.True(Math.Abs(balance.Error - balance.Gaps.Values.Sum()) <= 1e-4 * scale, $"{rules?.Name}: {balance}");
            }
        });
    }

    // T5, Llama and Mistral have no biases and no position embeddings; Qwen2 has biases in front of its values.
    private static bool HasConstants(string family) => family is not ("t5" or "t5 gated" or "llama" or "mistral");

    private static RunPlan PlanOf(SeededModel model, PropagationRules? rules, ImmutableArray<HookSelector> more = default) => new()
    {
        Backward = new BackwardPlan
        {
            Rules = rules,
            Capture = [.. model.Inputs.Select(input => HookSelector.Parse(input.Value)), .. more.IsDefault ? [] : more],
            AccountForRelevance = true,
        },
    };

    private static double RelevanceOf(SeededModel model, ModelRun run, int example) =>
        model.Inputs.Sum(input => (double)Sums.OfExamples(run.Gradient(input))[example]);

    private static double SumOf(SeededModel model, ModelRun run, HookKind kind, int example) =>
        model.Model.Hooks.Where(hook => hook.Kind == kind).Sum(hook => (double)Sums.OfExamples(run.Gradient(hook.Name))[example]);
}
