using System.Collections.Immutable;
using AttentionLens.Attribution.Tests.Faithfulness;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Gates;

/// <summary>Gates that are learned together with the weights, after Voita et al. 2019.</summary>
public sealed class GateTrainingTests
{
    [Fact]
    public async Task ScoreAsync_EncoderOfTheTranslatorInTraining_ClosesMostHeadsAtLittleLoss()
    {
        await using LensModel model = await SampleModel.LoadAsync("translation");
        ImmutableArray<EncodedExample> examples = await ExamplesAsync(model);
        ImportanceRequest request = Request(model, "encoder") with
        {
            Batches = [.. examples.Where(example => example.Index % 4 == 0).Chunk(16).Select(model.Inputs.Collate)],
            TrainingBatches = [.. examples.Where(example => example.Index % 4 != 0).Chunk(16).Select(model.Inputs.Collate)],
            Options = Options(("train", "encoder"), ("steps", "120"), ("examples", "8"), ("rate", "0.2"), ("penalty", "0.05")),
        };

        ImportanceResult result = await ImportanceRunner.ScoreAsync(request);

        Assert.Equal(8, result.Units.Length);
        double[] gates = [.. result.Units.Select(unit => unit.Extras["gate"])];
        Assert.InRange(gates.Count(gate => gate == 0), 5, 7);
        Assert.InRange(gates.Count(gate => gate is > 0.02 and < 0.98), 0, 2);
        Assert.InRange(result.Measures.Single(measure => measure.Name == "gated_harm").Value, -0.05, 0.2);
    }

    [Fact]
    public async Task ScoreAsync_Training_GivesTheSameTwiceAndLeavesTheModelAsItIs()
    {
        await using LensModel model = await SampleModel.LoadAsync("translation");
        InputBatch batch = await SampleModel.BatchAsync(model, "translation", 6);
        float[] before = await LogitsAsync(model, batch);
        ImportanceRequest request = Request(model, "all") with { Batches = [batch] };

        ImportanceResult one = await ImportanceRunner.ScoreAsync(request);
        ImportanceResult other = await ImportanceRunner.ScoreAsync(request);
        ImportanceResult frozen = await ImportanceRunner.ScoreAsync(Request(model, "none") with { Batches = [batch] });

        Assert.Equal(Numbers(one), Numbers(other));
        Assert.NotEqual(Numbers(one), Numbers(frozen));
        Assert.Equal(before, await LogitsAsync(model, batch));
    }

    [Fact]
    public async Task ScoreAsync_AfterTrainingOfTheEncoder_TheCopysDecoderIsAsItWas()
    {
        await using LensModel model = await SampleModel.LoadAsync("translation");
        InputBatch batch = await SampleModel.BatchAsync(model, "translation", 4);
        await using ModelTraining training = await new SampleTrainer("translation").OpenAsync(
            new ModelTrainingSettings { Trains = stage => stage.Name.StartsWith("encoder.blocks.", StringComparison.Ordinal), LearningRate = 0.01 }, CancellationToken.None);
        HookName encoder = HookName.Parse("encoder.blocks.1.resid_post");
        HookName embedded = HookName.Parse("decoder.embed");
        RunPlan plan = new() { Capture = [HookSelector.Of(encoder), HookSelector.Of(embedded)], Backward = new BackwardPlan { Objective = new LossObjective() } };

        (float[] Encoder, float[] Embedded, double Loss) before = await StepAsync();
        (float[] Encoder, float[] Embedded, double Loss) after = await StepAsync();

        Assert.NotEqual(before.Encoder, after.Encoder);
        Assert.Equal(before.Embedded, after.Embedded);
        Assert.True(before.Loss != after.Loss);

        async Task<(float[] Encoder, float[] Embedded, double Loss)> StepAsync()
        {
            using ModelRun run = await training.AddAsync(batch, plan, 1, CancellationToken.None);
            training.Step();
            return (run.Captured(encoder).Values.ToArray(), run.Captured(embedded).Values.ToArray(), run.ObjectiveValues.Sum());
        }
    }

    [Theory]
    [InlineData("all", "cannot be copied", false)]
    [InlineData("encoder", "no encoder beside a decoder", true)]
    public async Task ScoreAsync_WhatCannotBeTrained_IsRefused(string train, string named, bool canCopy)
    {
        await using LensModel model = await SampleModel.LoadAsync("sentiment");
        ImportanceRequest request = Request(model, train) with
        {
            Batches = [await SampleModel.BatchAsync(model, "sentiment", 2)],
            Trainer = canCopy ? new SampleTrainer("sentiment") : null,
        };

        LensInputException refused = await Assert.ThrowsAsync<LensInputException>(async () => await ImportanceRunner.ScoreAsync(request));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScoreAsync_OneStackWithoutSomeHeads_ScoresTheOthers()
    {
        await using LensModel model = await SampleModel.LoadAsync("translation");
        ImportanceRequest request = Request(model, "none") with { Method = new LeaveOneOutMethod(), Options = [], Batches = [await SampleModel.BatchAsync(model, "translation", 2)] };
        ImportanceResult all = await ImportanceRunner.ScoreAsync(request with { Stacks = [] });

        ImportanceResult some = await ImportanceRunner.ScoreAsync(request with { Stacks = [ModelUnit.Cross], Without = [new ModelUnit(UnitKind.Head, ModelUnit.Cross, 1, 2)] });
        LensInputException refused = await Assert.ThrowsAsync<LensInputException>(async () => await ImportanceRunner.ScoreAsync(request with { Stacks = ["crosses"] }));

        Assert.Equal(
            all.Units.Where(unit => unit.Unit.Stack == ModelUnit.Cross && (unit.Unit.Layer, unit.Unit.Head) != (1, 2)).Select(unit => (unit.Unit, unit.Score)),
            some.Units.Select(unit => (unit.Unit, unit.Score)));
        Assert.Contains("encoder_self, decoder_self, cross", refused.Message, StringComparison.Ordinal);
    }

    private static ImportanceRequest Request(LensModel model, string train) => new()
    {
        Model = model,
        Batches = [],
        Method = new GateMethod(),
        Options = Options(("train", train), ("steps", "4"), ("examples", "3"), ("learning-rate", "0.01")),
        Stacks = train == "encoder" && model.Card.Family == "bart" ? [ModelUnit.EncoderSelf] : [],
        Trainer = new SampleTrainer(model.Card.Family == "bart" ? "translation" : "sentiment"),
    };

    private static ImmutableArray<KeyValuePair<string, string>> Options(params ReadOnlySpan<(string Key, string Value)> options)
    {
        ImmutableArray<KeyValuePair<string, string>>.Builder pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(options.Length);
        foreach ((string key, string value) in options)
        {
            pairs.Add(KeyValuePair.Create(key, value));
        }

        return pairs.MoveToImmutable();
    }

    private static async Task<ImmutableArray<EncodedExample>> ExamplesAsync(LensModel model) =>
        [.. (await SampleModel.BatchAsync(model, "translation", 200)).Examples];

    private static IEnumerable<double> Numbers(ImportanceResult result) =>
        result.Units.SelectMany(unit => (double[])[unit.Score, unit.Extras["gate"]]).Append(result.Measures.Single(measure => measure.Name == "gated_harm").Value);

    private static async Task<float[]> LogitsAsync(LensModel model, InputBatch batch)
    {
        using ModelRun run = await model.RunAsync(batch, RunPlan.OutputOnly);
        return run.Output.Values.ToArray();
    }
}
