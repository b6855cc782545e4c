using System.Collections.Immutable;
using AttentionLens.Attribution.Tests;
using AttentionLens.Engine;
using AttentionLens.Numerics;

namespace AttentionLens.Importance.Tests.Laws;

/// <summary>A model in which only one head writes anything: every method has to find it.</summary>
public sealed class PlantedHeadTests
{
    private const int Layer = 1;
    private const int Head = 2;
    private const int HeadWidth = 4;
    private const int Width = 12;

    public static TheoryData<string> Methods => ["michel", "taylor", "leave-one-out", "relevance", "integrated-gradients", "shapley"];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task ScoreAsync_OneHeadWrites_GivesItAll(string name)
    {
        await using SeededModel seeded = Planted();
        ImportanceMethod method = MethodNamed(name);

        ImportanceResult result = await Scored.ByAsync(method, seeded.Model, [seeded.Batch()], [UnitKind.Head], ImportanceMetric.Logit);

        UnitImportance planted = result.Units.Single(unit => unit.Unit == new ModelUnit(UnitKind.Head, ModelUnit.Self, Layer, Head));
        Assert.All(result.Units.Where(unit => unit != planted), unit => Assert.Equal(0, unit.Score, 1e-6));
        Assert.True(Math.Abs(planted.Score) > 1e-3);
    }

    [Fact]
    public async Task GateMethod_OneHeadWrites_ClosesTheOthers()
    {
        await using SeededModel seeded = Planted(4);
        InputBatch batch = seeded.Batch();
        using ModelRun run = await seeded.Model.RunAsync(batch, new RunPlan { Objective = new LogitObjective() });
        using ModelRun without = await seeded.Model.RunAsync(batch, new RunPlan { Interventions = new ModelUnit(UnitKind.Head, ModelUnit.Self, Layer, Head) { HeadCount = 3 }.Removal });
        int classes = run.Output.Shape[^1];

        // Of each example the class is explained that the head speaks for most.
        InputBatch aimed = new([.. batch.Examples.Select((example, row) => example.WithInput(example.Input with { Target = LargestGain(run.Output.Values, without.Output.Values, row * classes, classes) }))]);
        ImportanceResult result = await Scored.ByAsync(
            new GateMethod(), seeded.Model, [aimed], [UnitKind.Head], ImportanceMetric.Logit, null, ("steps", "120"), ("penalty", "0.2"));

        Assert.All(result.Units, unit => Assert.Equal(
            (unit.Unit.Layer, unit.Unit.Head) == (Layer, Head), unit.Extras["gate"] > 0.5));
        Assert.Equal(1, result.Measures.Single(measure => measure.Name == "open_heads").Value);
    }

    [Fact]
    public async Task TaylorMethod_SmallHead_IsNearToItsRemoval()
    {
        await using SeededModel seeded = Planted(0.01f);
        ImmutableArray<InputBatch> batches = [seeded.Batch()];

        ImportanceResult estimated = await Scored.ByAsync(new TaylorMethod(), seeded.Model, batches, [UnitKind.Head], ImportanceMetric.Logit);
        ImportanceResult removed = await Scored.ByAsync(new LeaveOneOutMethod(), seeded.Model, batches, [UnitKind.Head], ImportanceMetric.Logit);

        double exact = removed.Units.Single(unit => unit.Unit.Layer == Layer && unit.Unit.Head == Head).Score;
        Assert.Equal(exact, estimated.Units.Single(unit => unit.Unit.Layer == Layer && unit.Unit.Head == Head).Score, 0.1 * Math.Abs(exact));
    }

    private static ImportanceMethod MethodNamed(string name) => name switch
    {
        "michel" => new MichelMethod(),
        "taylor" => new TaylorMethod(),
        "leave-one-out" => new LeaveOneOutMethod(),
        "relevance" => new RelevanceMethod(),
        "integrated-gradients" => new IntegratedGradientsMethod(),
        _ => new ShapleyMethod(),
    };

    private static int LargestGain(ReadOnlySpan<float> with, ReadOnlySpan<float> without, int start, int classes)
    {
        int best = 0;
        for (int index = 1; index < classes; index++)
        {
            best = with[start + index] - without[start + index] > with[start + best] - without[start + best] ? index : best;
        }

        return best;
    }

    // The rows of an output projection that stand for all heads but one are zero; weights are [output, input], so that heads are columns.
    private static SeededModel Planted(float scale = 1)
    {
        SeededModel seeded = SeededModel.Load("bert");
        foreach (Parameter parameter in seeded.Model.Parameters.Where(parameter => parameter.Name.EndsWith("attention.output.dense.weight", StringComparison.Ordinal)))
        {
            bool isPlanted = parameter.Name.Contains($"layer.{Layer}.", StringComparison.Ordinal);
            float[] weights = new float[parameter.Length];
            parameter.Read(weights);
            for (int index = 0; index < weights.Length; index++)
            {
                weights[index] *= isPlanted && index % Width / HeadWidth == Head ? scale : 0;
            }

            parameter.Write(weights);
        }

        return seeded;
    }
}
