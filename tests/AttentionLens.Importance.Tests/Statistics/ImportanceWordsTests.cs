using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Statistics;

/// <summary>The summary: whole sentences whose numbers are the data's.</summary>
public sealed class ImportanceWordsTests
{
    [Fact]
    public void Of_TwoLayers_SaysWhoCarriesTheTask()
    {
        ImmutableArray<string> words = ImportanceWords.Of(new ImportanceResult("leave-one-out", ImportanceMetric.Loss, 0.25, [Head(0, 0, 0.9, 0.001), Head(0, 1, -0.5, 0.2), Head(1, 0, 0.1, 0.8), Head(1, 1, 0, 1)])
        {
            Examples = [0, 1, 2],
        });

        Assert.Equal(
            """
            The loss of the whole model is 0.25 over 3 examples.
            Of what removals of heads one at a time cost the loss, added up where above 0, layer 0 has 90 %, the other 1 layer 10 %.
            1 of 4 heads (25 %) measurably cost something when removed alone (p below 0.05 after the correction of Holm): self 0.0.
            No single head measurably costs anything in: layer 1.
            """,
            string.Join('\n', words));
    }

    [Fact]
    public void Of_MethodWithoutRemovals_SaysNoMoreThanItKnows()
    {
        ImmutableArray<string> words = ImportanceWords.Of(
            new ImportanceResult("michel", ImportanceMetric.Logit, 2, [Head(0, 0, 3, null), Head(1, 0, 1, null)]) { Examples = [0] });

        Assert.Equal("The logit of the whole model is 2 over 1 example. Of the scores of heads by michel, added up where above 0, layer 0 has 75 %, layer 1 has 25 %.", string.Join(' ', words));
    }

    [Fact]
    public void Of_GreedySteps_SaysWhatShareGoesAtWhatCost()
    {
        GreedyResult result = new(ImportanceMetric.Loss, 0.5, UnitKind.Head, 8, [Step(0, -0.01), Step(1, 0), Step(2, 0.02), Step(3, 0.05)]) { MaxDrop = 0.1, Beyond = Step(4, 0.3) };

        Assert.Equal(
            "Removed together, least cost first within a cost of 0.1: 1 of 8 heads (12.5 %) for -0.01 of loss, 2 of 8 heads (25 %) for 0 of loss, "
            + "3 of 8 heads (37.5 %) for 0.02 of loss, 4 of 8 heads (50 %) for 0.05 of loss; with self 0.4 gone as well, the cost would be 0.3.",
            ImportanceWords.Of(result));
        Assert.Equal("None of 8 heads can go within a cost of 0.1; with self 0.4 gone as well, the cost would be 0.3.", ImportanceWords.Of(result with { Steps = [] }));
    }

    [Fact]
    public void Of_Pairs_NamesThoseThatAreSure()
    {
        ModelUnit one = new(UnitKind.Head, ModelUnit.Self, 0, 0);
        ModelUnit other = new(UnitKind.Head, ModelUnit.Self, 0, 1);
        PairwiseResult result = new(ImportanceMetric.Loss, [one, other], [new UnitPair(one, other, 1, 0.75) { Test = new RemovalTest("sign-flip-exact", 0.01, 0.01) }]);

        Assert.Equal(
            "Of 1 pair of 2 units, 1 cost more together than one at a time, added: self 0.0 with self 0.1 by 0.75, and 0 cost less (p below 0.05 after the correction of Holm).",
            ImportanceWords.Of(result));
    }

    private static GreedyStep Step(int head, double harm) => new(new ModelUnit(UnitKind.Head, ModelUnit.Self, 0, head), 0.5 + harm, harm, null);

    private static UnitImportance Head(int layer, int head, double score, double? adjusted) => new(new ModelUnit(UnitKind.Head, ModelUnit.Self, layer, head) { HeadCount = 2 }, score)
    {
        Value = adjusted is null ? null : score,
        Test = adjusted is { } value ? new RemovalTest("sign-flip-exact", value, value) : null,
    };
}
