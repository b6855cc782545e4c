using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Tests;

namespace AttentionLens.Importance.Tests.References;

/// <summary>Every recorded number of importance, of every family.</summary>
public sealed class RecordedImportanceTests
{
    public static TheoryData<string, string> Sets => Families.Sets;

    [ReferenceTheory("reference/gpt2/expected.json")]
    [MemberData(nameof(Sets))]
    public async Task MichelMethod_RecordedHeads_AreTheRecordedSlopes(string family, string set)
    {
        using Recorded recorded = await Recorded.OpenAsync(family, set);

        ImportanceResult michel = await recorded.ScoreAsync(new MichelMethod(), [UnitKind.Head], ImportanceMetric.Loss);
        ImportanceResult positions = await recorded.ScoreAsync(new MichelMethod(), [UnitKind.Head], ImportanceMetric.Loss, ("absolute", "position"));

        Assert.NotEmpty(recorded.Names("head_importance", "michel"));
        foreach ((string stack, string name) in recorded.Names("head_importance", "michel"))
        {
            recorded.Numbers.AssertClose(name, Of(michel, stack).Select(unit => unit.Score).Floats());
        }

        foreach ((string stack, string name) in recorded.Names("head_importance", "token_abs"))
        {
            AssertPositions(recorded.Numbers, name, stack, [.. ByExample(positions, stack, unit => unit.Contributions)], heads: 4);
        }
    }

    [ReferenceTheory("reference/gpt2/expected.json")]
    [MemberData(nameof(Sets))]
    public async Task TaylorMethod_RecordedHeads_AreTheRecordedSlopesWithTheOtherSign(string family, string set)
    {
        using Recorded recorded = await Recorded.OpenAsync(family, set);

        ImportanceResult taylor = await recorded.ScoreAsync(new TaylorMethod(), [UnitKind.Head], ImportanceMetric.Loss);

        Assert.NotEmpty(recorded.Names("head_importance", "batch_grad"));
        foreach ((string stack, string name) in recorded.Names("head_importance", "grad_per_example"))
        {
            recorded.Numbers.AssertClose(name, ByExample(taylor, stack, unit => [.. unit.Contributions.Select(value => -value)]).Floats());
        }

        foreach ((string stack, string name) in recorded.Names("head_importance", "batch_grad"))
        {
            recorded.Numbers.AssertClose(name, Of(taylor, stack).Select(unit => -unit.Score).Floats());
        }
    }

    [ReferenceTheory("reference/gpt2/expected.json")]
    [MemberData(nameof(Sets))]
    public async Task LeaveOneOutMethod_RecordedRemovals_AreTheRecordedValues(string family, string set)
    {
        using Recorded recorded = await Recorded.OpenAsync(family, set);
        ImmutableArray<UnitKind> all = [.. Enum.GetValues<UnitKind>()];

        ImportanceResult loss = await recorded.ScoreAsync(new LeaveOneOutMethod(), all, ImportanceMetric.Loss);
        ImportanceResult logit = await recorded.ScoreAsync(new LeaveOneOutMethod(), all, ImportanceMetric.Logit);

        recorded.Numbers.AssertClose($"{set}.loss", [(float)loss.Baseline]);
        int compared = 0;
        foreach ((string entry, UnitKind kind) in (ReadOnlySpan<(string, UnitKind)>)
            [("ablate_head", UnitKind.Head), ("skip_layer", UnitKind.Layer), ("zero_attn", UnitKind.Attention), ("zero_mlp", UnitKind.Mlp)])
        {
            foreach ((string stack, string name) in recorded.Names(entry, "loss"))
            {
                recorded.Numbers.AssertClose(name, Of(loss, stack, kind).Select(unit => unit.Value!.Value).Floats());
                Assert.All(Of(loss, stack, kind), unit => Assert.Equal(unit.Value!.Value - loss.Baseline, unit.Score, 1e-9));
                compared++;
            }

            foreach ((string stack, string name) in recorded.Names(entry, "target_logit"))
            {
                recorded.Numbers.AssertClose(name, ByExample(logit, stack, unit => unit.Values, kind).Floats());
                compared++;
            }
        }

        Assert.True(compared >= 4);
    }

    // The recorded numbers of every attention but the first that a stack computes are twice what their formula says: where one position alone has a slope, as in the
    // last layer of a classifier that reads one position, they are twice the recorded slope of the example.
    private static void AssertPositions(ReferenceCase numbers, string name, string stack, ImmutableArray<double> actual, int heads)
    {
        float[] recorded = numbers.Expected(name);
        Assert.Equal(recorded.Length, actual.Length);
        int layers = numbers.Expected(name.Replace("token_abs", "michel", StringComparison.Ordinal)).Length / heads;
        for (int index = 0; index < recorded.Length; index++)
        {
            bool isFirst = index / heads % layers == 0 && stack != ModelUnit.Cross;
            Assert.Equal(recorded[index] / (isFirst ? 1 : 2), actual[index], numbers.Tolerance(name));
        }
    }

    private static ImmutableArray<UnitImportance> Of(ImportanceResult result, string stack, UnitKind kind = UnitKind.Head) =>
        [.. result.Units.Where(unit => unit.Unit.Kind == kind && unit.Unit.Stack == stack)];

    private static IEnumerable<double> ByExample(
        ImportanceResult result, string stack, Func<UnitImportance, ImmutableArray<double>> row, UnitKind kind = UnitKind.Head) =>
        Enumerable.Range(0, result.Examples.Length).SelectMany(example => Of(result, stack, kind).Select(unit => row(unit)[example]));
}
