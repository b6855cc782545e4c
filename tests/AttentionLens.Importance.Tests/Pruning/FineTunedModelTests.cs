using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Tests;

namespace AttentionLens.Importance.Tests.Pruning;

/// <summary>Training a model with heads masked is training the smaller model.</summary>
public sealed class FineTunedModelTests : IDisposable
{
    private static readonly FineTuningSettings Settings = new() { Steps = 4, BatchSize = 2, LearningRate = 0.003, Seed = 5 };

    private readonly string _folder = Directory.CreateTempSubdirectory("lens-tune-").FullName;

    [ReferenceTheory("reference")]
    [InlineData("bert_cls")]
    [InlineData("gpt2")]
    [InlineData("vit")]
    [InlineData("bart")]
    [InlineData("llama")]
    public async Task Train_HeadsMasked_EqualsTrainingTheSmallerModel(string family)
    {
        using ReferenceCase reference = new(family);
        ModelFolder source = ModelFolder.Open(reference.Checkpoint);
        await using TransformerModel masked = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(source.Path);
        string sublayer = family == "bart" ? "encoder.blocks.0.attn" : "blocks.0.attn";
        int group = PrunableGroups.SizeIn(masked, sublayer);
        PruningPlan plan = new()
        {
            Heads = ImmutableSortedDictionary.Create<string, ImmutableSortedSet<int>>(StringComparer.Ordinal).Add(sublayer, [.. Enumerable.Range(0, group)]),
        };
        ImmutableArray<EncodedExample> examples =
        [
            .. reference.Inputs("a").Select((input, index) => masked.Inputs.Encode(index, Labelled(input, masked), new EncodeOptions())),
        ];
        InputBatch batch = masked.Inputs.Collate(examples);
        int heads = 0;
        RunPlan counting = new() { Subscriptions = [new HookSubscription(HookSelector.Parse($"{sublayer}.z"), (in HookContext read) => heads = (int)read.Value.Lengths[2])] };
        using (await masked.RunAsync(batch, counting))
        {
        }

        Intervention mask = new HeadScale(HookSelector.Parse($"{sublayer}.z"), [.. Enumerable.Range(0, heads).Select(head => head < group ? 0f : 1f)]);
        PrunedModelWriter.Write(masked, source, plan, Directory.CreateDirectory(Path.Combine(_folder, "small")).FullName);
        await using TransformerModel smaller = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(Path.Combine(_folder, "small"));
        float[] untrained = await LogitsAsync(smaller, batch, []);

        double maskedLoss = FineTuner.Train(masked, examples, [mask], Settings, null, CancellationToken.None);
        double smallerLoss = FineTuner.Train(smaller, examples, [], Settings, null, CancellationToken.None);

        Assert.Equal(maskedLoss, smallerLoss, 1e-4);
        float[] expected = await LogitsAsync(smaller, batch, []);
        float[] found = await LogitsAsync(masked, batch, [mask]);
        Assert.True(Largest(expected, untrained) > 1e-2);
        Assert.InRange(Largest(expected, found), 0, 2e-3);
    }

    [ReferenceFact("reference/bert_cls")]
    public async Task Demand_WhatCannotBeTrainedOn_IsRefusedByName()
    {
        using ReferenceCase reference = new("bert_cls");
        await using TransformerModel model = (TransformerModel)await AttentionLens.Tests.Families.LoadAsync(reference.Checkpoint);
        EncodedExample bare = model.Inputs.Encode(3, new LensInput { Ids = [1, 2, 3] }, new EncodeOptions());
        EncodedExample labelled = model.Inputs.Encode(4, new LensInput { Ids = [1, 2, 3], Label = 0 }, new EncodeOptions());

        void Refused(ImmutableArray<EncodedExample> examples, FineTuningSettings settings, string named) =>
            Assert.Contains(named, Assert.Throws<LensInputException>(() => FineTuner.Demand(model, examples, settings)).Message, StringComparison.Ordinal);

        Refused([labelled, bare], Settings, "Example 3");
        Refused([], Settings, "0 examples");
        Refused([labelled], Settings with { LearningRate = double.NaN }, "NaN");
        Refused([labelled], Settings with { Steps = 0 }, "0 steps");
    }

    [Fact]
    public void Settings_Defaults_AreThoseOfTheDocumentation()
    {
        FineTuningSettings settings = new();

        Assert.Equal((100, 16, 0.0002, 0UL, 0), (settings.Steps, settings.BatchSize, settings.LearningRate, settings.Seed, settings.Round));
        Assert.Equal(0.0002, new ModelTrainingSettings().LearningRate);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static LensInput Labelled(LensInput input, TransformerModel model) => model.Output switch
    {
        ModelOutput.SequenceLogits => input with { Label = 1 },
        ModelOutput.PositionLogits => input with { Labels = [.. input.DecoderIds.Select((_, place) => 3 + place)] },
        _ => input,
    };

    private static double Largest(float[] one, float[] other) => one.Zip(other).Max(pair => Math.Abs((double)pair.First - pair.Second));

    private static async Task<float[]> LogitsAsync(TransformerModel model, InputBatch batch, ImmutableArray<Intervention> interventions)
    {
        using ModelRun run = await model.RunAsync(batch, new RunPlan { Interventions = interventions });
        return run.Output.Values.ToArray();
    }
}
