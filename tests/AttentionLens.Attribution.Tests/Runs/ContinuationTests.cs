using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Runs;

/// <summary>The log-probability of a whole text as what is explained.</summary>
public sealed class ContinuationTests
{
    private const int None = -100;
    private static readonly ContinuationObjective Objective = new();

    public static TheoryData<string> Writers => ["gpt2", "llama", "mistral", "qwen2", "bart", "marian", "t5", "t5 gated"];

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Evaluate_Labels_IsTheSumOfTheirLogProbabilities(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        InputBatch batch = Batch(seeded);

        using ModelRun run = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective });

        // A causal model's label is read one place behind where it is predicted.
        int shift = batch.DecoderLength is null ? 1 : 0;
        (int length, int classes) = (run.Output.Shape[1], run.Output.Shape[2]);
        for (int example = 0; example < batch.Size; example++)
        {
            double expected = 0;
            ImmutableArray<int> labels = batch.Examples[example].Labels;
            for (int place = shift; place < labels.Length; place++)
            {
                if (labels[place] != None)
                {
                    expected += LogProbability(run.Output.Values.Slice(((example * length) + place - shift) * classes, classes), labels[place]);
                }
            }

            Assert.Equal(expected, run.ObjectiveValues[example], 1e-6);
            Assert.Equal(default, run.Targets[example]);
        }

        Assert.Contains(run.ObjectiveValues, value => value < -1);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Gradient_Embeddings_IsTheSlope(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        InputBatch batch = Batch(seeded);
        foreach (HookName hook in seeded.Inputs)
        {
            using ModelRun run = await seeded.Model.RunAsync(batch, new RunPlan { Backward = new BackwardPlan { Objective = Objective, Capture = [HookSelector.Of(hook)] } });
            float[] gradient = run.Gradient(hook).Values.ToArray();
            int width = run.Gradient(hook).Shape[2];
            foreach (int place in (int[])[1, width + 2, (2 * width) + 3])
            {
                double slope = (await MovedAsync(seeded, batch, hook, place, 5e-3f) - await MovedAsync(seeded, batch, hook, place, -5e-3f)) / 1e-2;
                Assert.Equal(slope, gradient[place], 2e-2 * Math.Max(1, Math.Abs(slope)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task Evaluate_BatchOrAlone_SaysTheSame(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        InputBatch batch = Batch(seeded);
        using ModelRun together = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective });

        for (int example = 0; example < batch.Size; example++)
        {
            using ModelRun alone = await seeded.Model.RunAsync(new InputBatch([batch.Examples[example]]), new RunPlan { Objective = Objective });

            Assert.Equal(alone.ObjectiveValues[0], together.ObjectiveValues[example], 1e-5);
        }
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("t5")]
    public async Task Attribute_EveryKindOfMethod_ExplainsIt(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        InputBatch batch = Batch(seeded);
        using ModelRun run = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective });

        foreach (AttributionMethod method in (AttributionMethod[])[
            new GradientTimesInputMethod(), new IntegratedGradientsMethod(), new FeatureAblationMethod(), new OcclusionMethod(), new ActivationPatchingMethod(),
            new AttnLrpMethod(), new CpLrpMethod()])
        {
            AttributionResult result = await AttributionRunner.AttributeAsync(
                new AttributionRequest { Model = seeded.Model, Batch = batch, Method = method, Objective = Objective, Rules = [new AttnLrpRules(), new CpLrpRules()] });

            Assert.Equal(run.ObjectiveValues, result.TargetValues, (left, right) => Math.Abs(left - right) < 1e-4);
            Assert.Contains(result.Scores.Values, score => Math.Abs(score) > 1e-3);
        }
    }

    [Fact]
    public async Task FeatureAblation_Token_IsWhatTheTextLoses()
    {
        await using SeededModel seeded = SeededModel.Load("gpt2");
        InputBatch batch = new([Batch(seeded).Examples[0]]);

        AttributionResult result = await AttributionRunner.AttributeAsync(
            new AttributionRequest { Model = seeded.Model, Batch = batch, Method = new FeatureAblationMethod(), Objective = Objective });

        CustomEdit gone = new(HookSelector.Parse("embed"), (in EditContext context) => FlatSpan.Of(context.Value).Slice(12, 12).Clear());
        using ModelRun whole = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective });
        using ModelRun without = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective, Interventions = [gone] });
        Assert.Equal(whole.ObjectiveValues[0] - without.ObjectiveValues[0], result.Scores.Row(0)[1], 1e-4);
    }

    [Theory]
    [InlineData("gpt2", "give it a target text, or labels")]
    [InlineData("t5", "give it a target text, or labels")]
    [InlineData("bert", "writes no text")]
    public async Task Evaluate_NothingToExplain_SaysWhatWould(string family, string message)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        LensInputException error = Assert.Throws<LensInputException>(() => seeded.Run(new RunPlan { Objective = Objective }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("bart")]
    public async Task Attribute_MethodOfOnePosition_SaysWhatWould(string family)
    {
        await using SeededModel seeded = SeededModel.Load(family);

        foreach (AttributionMethod method in (AttributionMethod[])[new RolloutMethod(), new CheferGenericMethod(), new ValueZeroingMethod()])
        {
            LensInputException error = await Assert.ThrowsAsync<LensInputException>(async () => await AttributionRunner.AttributeAsync(
                new AttributionRequest { Model = seeded.Model, Batch = Batch(seeded), Method = method, Objective = Objective }));

            Assert.Contains("--objective log-probability with --position", error.Message, StringComparison.Ordinal);
        }
    }

    private static InputBatch Batch(SeededModel seeded)
    {
        LensInput[] inputs = seeded.Model.Hooks.Any(hook => hook.Stack == "decoder")
            ? [new() { Ids = [5, 9, 16, 4, 3, 8], DecoderIds = [2, 7, 11], Labels = [7, 11, 3] }, new() { Ids = [7, 3, 8], DecoderIds = [2, 6, 12, 3], Labels = [None, 12, 3, None] }]
            : [new() { Ids = [5, 9, 16, 4, 3, 8], Labels = [None, None, None, 4, 3, 8] }, new() { Ids = [7, 3, 8], Labels = [None, 3, 8] }];
        return seeded.Model.Inputs.Collate([.. inputs.Select((input, index) => seeded.Model.Inputs.Encode(index, input, new EncodeOptions()))]);
    }

    private static async Task<double> MovedAsync(SeededModel seeded, InputBatch batch, HookName hook, int place, float by)
    {
        CustomEdit move = new(HookSelector.Of(hook), (in EditContext context) => FlatSpan.Of(context.Value)[place] += by);
        using ModelRun run = await seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective, Interventions = [move] });
        return run.ObjectiveValues.Sum();
    }

    private static double LogProbability(ReadOnlySpan<float> logits, int label)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        return logits[label] - largest - Math.Log(sum);
    }
}
