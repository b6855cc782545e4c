using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Laws;

/// <summary>What holds for every method on every model.</summary>
public sealed class ScoreLawTests
{
    public static TheoryData<string> Methods => [.. All.Keys];

    private static readonly Dictionary<string, (ImportanceMethod Method, (string, string)[] Options)> All = new(StringComparer.Ordinal)
    {
        ["michel"] = (new MichelMethod(), []),
        ["taylor"] = (new TaylorMethod(), []),
        ["leave-one-out"] = (new LeaveOneOutMethod(), []),
        ["relevance"] = (new RelevanceMethod(), [("rules", "cp-lrp")]),
        ["integrated-gradients"] = (new IntegratedGradientsMethod(), [("steps", "4")]),
        ["shapley"] = (new ShapleyMethod(), [("samples", "2")]),
        ["l0-gates"] = (new GateMethod(), [("steps", "5"), ("examples", "3")]),
    };

    private static readonly LensInput[] Inputs =
    [
        new() { Ids = [5, 9, 16, 4, 3, 8], Labels = [-100, 9, 16, -100, 3, 8], Target = 4 },
        new() { Ids = [7, 3, 8], Labels = [-100, 3, 8], Target = 2 },
        new() { Ids = [6, 11, 12, 3, 2], Labels = [-100, -100, 12, -100, -100], Target = 6 },
        new() { Ids = [1, 17, 3, 3], Labels = [-100, 17, 3, -100], Target = 1 },
    ];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ScoreAsync_AnyBatching_GivesTheSame(string name)
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        (ImportanceMethod method, (string, string)[] options) = All[name];
        ImmutableArray<InputBatch> together = Scored.BatchesOf(seeded.Model, Inputs);
        ImmutableArray<InputBatch> apart = [.. Scored.BatchesOf(seeded.Model, Inputs, 1).Reverse()];
        InputBatch reversed = new([.. together[0].Examples.Reverse()]);

        ImportanceResult whole = await Scored.ByAsync(method, seeded.Model, together, [UnitKind.Head], ImportanceMetric.Loss, null, options);
        ImportanceResult single = await Scored.ByAsync(method, seeded.Model, apart, [UnitKind.Head], ImportanceMetric.Loss, 1, options);
        ImportanceResult turned = await Scored.ByAsync(method, seeded.Model, [reversed], [UnitKind.Head], ImportanceMetric.Loss, 3, options);

        AssertSame(whole, single);
        AssertSame(whole, turned);
        Assert.Contains(whole.Units, unit => unit.Score != 0);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ScoreAsync_Twice_GivesTheSameBits(string name)
    {
        await using SeededModel seeded = SeededModel.Load("llama");
        (ImportanceMethod method, (string, string)[] options) = All[name];
        ImmutableArray<InputBatch> batches = Scored.BatchesOf(seeded.Model, Inputs);

        ImportanceResult one = await Scored.ByAsync(method, seeded.Model, batches, [UnitKind.Head], null, null, options);
        ImportanceResult other = await Scored.ByAsync(method, seeded.Model, batches, [UnitKind.Head], null, null, options);

        Assert.Equal(6 * 2, one.Units.Length);
        Assert.Equal(one.Units.Select(unit => (unit.Score, unit.Interval)), other.Units.Select(unit => (unit.Score, unit.Interval)));
    }

    [Theory]
    [MemberData(nameof(FamilyNames))]
    public async Task LeaveOneOutMethod_EveryFamily_RemovesEveryUnit(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        ImportanceResult result = await Scored.ByAsync(
            new LeaveOneOutMethod(), seeded.Model, [seeded.Batch()], [.. Enum.GetValues<UnitKind>()], ImportanceMetric.Logit);

        Assert.Equal(4, result.Units.Select(unit => unit.Unit.Kind).Distinct().Count());
        Assert.All(result.Units.Where(unit => unit.Unit.Kind == UnitKind.Layer), unit => Assert.NotEqual(0, unit.Score));
        Assert.All(result.Units, unit => Assert.Equal(unit.Unit, Reread(unit.Unit)));
    }

    public static TheoryData<string> FamilyNames => SeededModel.Names;

    [Fact]
    public async Task ShapleyMethod_Scores_AddUpToWhatAllUnitsDo()
    {
        await using SeededModel seeded = SeededModel.Load("bart");
        InputBatch batch = seeded.Batch();
        ImportanceResult result = await Scored.ByAsync(
            new ShapleyMethod(), seeded.Model, [batch], [UnitKind.Head, UnitKind.Mlp], ImportanceMetric.Logit, null, ("samples", "3"));
        using ModelRun whole = await seeded.Model.RunAsync(batch, new RunPlan { Objective = new LogitObjective() });
        using ModelRun bare = await seeded.Model.RunAsync(batch.Pinned(whole.Targets), new RunPlan
        {
            Objective = new LogitObjective(),
            Interventions = ModelUnits.RemovalOf(result.Units.Select(unit => unit.Unit)),
        });

        for (int example = 0; example < batch.Size; example++)
        {
            Assert.Equal(
                whole.ObjectiveValues[example] - bare.ObjectiveValues[example], result.Units.Sum(unit => unit.Contributions[example]), 1e-4);
        }

        Assert.All(result.Units, unit => Assert.True(unit.StandardError >= 0));
    }

    [Fact]
    public async Task IntegratedGradientsMethod_Scores_AddUpToWhatAllHeadsDo()
    {
        await using SeededModel seeded = SeededModel.Load("bert");
        InputBatch batch = seeded.Batch();
        ImportanceResult result = await Scored.ByAsync(
            new IntegratedGradientsMethod(), seeded.Model, [batch], [UnitKind.Head], ImportanceMetric.Logit, null, ("steps", "40"));
        using ModelRun whole = await seeded.Model.RunAsync(batch, new RunPlan { Objective = new LogitObjective() });
        using ModelRun bare = await seeded.Model.RunAsync(batch.Pinned(whole.Targets), new RunPlan
        {
            Objective = new LogitObjective(),
            Interventions = [new ZeroAblation(HookSelector.Of(HookKind.HeadOutput))],
        });

        for (int example = 0; example < batch.Size; example++)
        {
            Assert.Equal(
                whole.ObjectiveValues[example] - bare.ObjectiveValues[example], result.Units.Sum(unit => unit.Contributions[example]), 2e-3);
        }
    }

    [Fact]
    public async Task RelevanceMethod_Shares_AddUpToOneForEachKind()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");

        ImportanceResult result = await Scored.ByAsync(
            new RelevanceMethod(), seeded.Model, Scored.BatchesOf(seeded.Model, Inputs), [UnitKind.Head, UnitKind.Attention, UnitKind.Mlp]);

        Assert.All(result.Units.GroupBy(unit => unit.Unit.Kind), kind => Assert.Equal(1, kind.Sum(unit => unit.Score), 1e-9));
        Assert.All(result.Units, unit => Assert.InRange(unit.Score, 0, 1));
    }

    [Fact]
    public async Task MichelMethod_NormalizedLayer_HasNormOne()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");

        ImportanceResult result = await Scored.ByAsync(
            new MichelMethod(), seeded.Model, Scored.BatchesOf(seeded.Model, Inputs), [UnitKind.Head], null, null, ("normalize", "layer"));

        Assert.All(result.Units.GroupBy(unit => unit.Unit.Layer), layer => Assert.Equal(1, layer.Sum(unit => unit.Score * unit.Score), 1e-9));
    }

    private static ModelUnit Reread(ModelUnit unit) => new(ModelUnits.KindOf(ModelUnits.WordOf(unit.Kind)), unit.Stack, unit.Layer, unit.Head);

    private static void AssertSame(ImportanceResult expected, ImportanceResult actual)
    {
        Assert.Equal(expected.Baseline, actual.Baseline, 1e-5);
        Assert.Equal(expected.Examples.AsEnumerable(), actual.Examples.AsEnumerable());
        foreach ((UnitImportance one, UnitImportance other) in expected.Units.Zip(actual.Units))
        {
            Assert.Equal(one.Unit, other.Unit);
            Assert.Equal(one.Score, other.Score, 2e-5);
            Assert.Equal(one.Interval?.Low ?? 0, other.Interval?.Low ?? 0, 2e-5);
            Assert.Equal(one.Interval?.High ?? 0, other.Interval?.High ?? 0, 2e-5);
        }
    }
}
