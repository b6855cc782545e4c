using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>Faithfulness of what makes a model write a text: the prompt is taken away, the text stays.</summary>
public sealed class ContinuationFaithfulnessTests
{
    private const int None = -100;
    private static readonly ImmutableArray<int> Prompt = [5, 9, 16, 6, 11];
    private static readonly ImmutableArray<int> Text = [4, 3, 8];
    private static readonly ContinuationObjective Objective = new();

    [Theory]
    [InlineData("gpt2", RemovalMode.Delete)]
    [InlineData("llama", RemovalMode.Delete)]
    [InlineData("bart", RemovalMode.Pad)]
    [InlineData("t5", RemovalMode.Pad)]
    public async Task EvaluateAsync_Continuation_IsTheLoopByHand(string family, RemovalMode removal)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        FaithfulnessRequest request = Request(seeded, removal);
        AttributionResult answer = await AttributionRunner.AttributeAsync(
            new AttributionRequest { Model = seeded.Model, Batch = request.Batch, Method = new FeatureAblationMethod(), Objective = Objective });

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(request);

        float[] scores = answer.Scores.Row(0).ToArray();
        int[] order = [.. Enumerable.Range(0, Prompt.Length).OrderByDescending(place => scores[place])];
        double whole = Value([]);

        // The shares 1, 5, 10, 20 and 50 % of five positions are 1, 1, 1, 1 and 3 of them.
        Near(((4 * (whole - Value(order[..1]))) + whole - Value(order[..3])) / 5, FaithfulnessNames.Comprehensiveness);
        Near(((4 * (whole - Value(order[1..]))) + whole - Value(order[3..])) / 5, FaithfulnessNames.Sufficiency);
        Near(((0.5 * (whole + Value(order))) + Enumerable.Range(1, 4).Sum(count => Value(order[..count]))) / 5, FaithfulnessNames.Deletion);
        Near(
            RankCorrelation.Spearman([.. Prompt.Select((_, place) => (double)scores[place])], [.. Prompt.Select((_, place) => whole - Value([place]))]),
            FaithfulnessNames.BlankOut);

        double Value(int[] removed) => ValueOf(seeded, Without(seeded, removal, removed));

        void Near(double expected, string measure) => Assert.Equal(expected, result.Methods[0].MeanOf(measure)!.Value, 1e-4);
    }

    [Theory]
    [InlineData("gpt2", RemovalMode.Delete)]
    [InlineData("bart", RemovalMode.Pad)]
    public async Task EvaluateAsync_BatchOrAlone_SaysTheSame(string family, RemovalMode removal)
    {
        await using SeededModel seeded = SeededModel.Load(family);
        FaithfulnessRequest alone = Request(seeded, removal);
        LensInput shorter = family == "bart" ? new() { Ids = [7, 3, 8], DecoderIds = [2, 6], Labels = [6, 12] } : new() { Ids = [7, 3, 8, 2], Labels = [None, None, 8, 2] };
        FaithfulnessRequest together = alone with { Batch = seeded.Model.Inputs.Collate([.. alone.Batch.Examples, seeded.Model.Inputs.Encode(1, shorter, new EncodeOptions())]) };

        FaithfulnessResult one = await FaithfulnessRunner.EvaluateAsync(alone);
        FaithfulnessResult two = await FaithfulnessRunner.EvaluateAsync(together);

        Assert.All(one.Methods[0].Examples[0].Zip(two.Methods[0].Examples[0]), pair => Assert.Equal(pair.First.Value, pair.Second.Value, 1e-4));
    }

    [Fact]
    public async Task EvaluateAsync_OneWordDecides_TheBestOrderBeatsRandom()
    {
        await using LensModel model = await SampleModel.LoadAsync("agreement");
        LensInput input = new() { Text = "The senators near the car", TargetText = " are here ." };
        InputBatch batch = model.Inputs.Collate([model.Inputs.Encode(0, input, new EncodeOptions())]);

        FaithfulnessResult result = await FaithfulnessRunner.EvaluateAsync(SampleModel.Request(model, batch, new FeatureAblationMethod()) with { Objective = Objective, Baseline = AttributionBaseline.Pad });

        // Five words of the prompt and none of what follows: one word alone is 20 % of what can be taken away.
        Assert.True(result.VerdictOn(result.Methods[0]).BeatsRandom);
        Assert.All(result.Methods[0].Means.Take(6), mean => Assert.Equal("nats", mean.Unit));
        Assert.InRange(result.Methods[0].MeanOf(FaithfulnessNames.BlankOut)!.Value, 0.999, 1);
    }

    private static FaithfulnessRequest Request(SeededModel seeded, RemovalMode removal)
    {
        LensInput input = seeded.Model.Hooks.Any(hook => hook.Stack == "decoder")
            ? new LensInput { Ids = Prompt, DecoderIds = [2, .. Text[..^1]], Labels = Text }
            : new LensInput { Ids = [.. Prompt, .. Text], Labels = [.. Prompt.Select(_ => None), .. Text] };
        return new FaithfulnessRequest
        {
            Model = seeded.Model,
            Batch = seeded.Model.Inputs.Collate([seeded.Model.Inputs.Encode(0, input, new EncodeOptions())]),
            Methods = [(new FeatureAblationMethod(), [])],
            Objective = Objective,
            Removal = removal,
        };
    }

    private static LensInput Without(SeededModel seeded, RemovalMode removal, int[] removed)
    {
        ImmutableArray<int> left = removal == RemovalMode.Delete
            ? [.. Prompt.Where((_, place) => !removed.Contains(place))]
            : [.. Prompt.Select((id, place) => removed.Contains(place) ? seeded.Model.Inputs.PadId!.Value : id)];
        return removal == RemovalMode.Delete
            ? new LensInput { Ids = [.. left, .. Text], Labels = [.. left.Select(_ => None), .. Text] }
            : new LensInput { Ids = left, AttentionMask = [.. left.Select(_ => true)], DecoderIds = [2, .. Text[..^1]], Labels = Text };
    }

    private static double ValueOf(SeededModel seeded, LensInput input)
    {
        InputBatch batch = seeded.Model.Inputs.Collate([seeded.Model.Inputs.Encode(0, input, new EncodeOptions())]);
        using ModelRun run = seeded.Model.RunAsync(batch, new RunPlan { Objective = Objective }).AsTask().GetAwaiter().GetResult();
        return run.ObjectiveValues[0];
    }
}
