using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

public sealed class TaskMetricsTests
{
    [Fact]
    public async Task EvaluateAsync_LabelsAndTargets_AreTheAnswers()
    {
        FakeModel model = new();

        // The logits are the first id and 1.
        ImmutableArray<ImmutableArray<Measure>> measures = await TaskMetrics.EvaluateAsync(
            model, Batch(new() { Ids = [5, 3], Label = 0 }, new() { Ids = [5, 3], Label = 1 }, new() { Ids = [0, 7], Target = 1 }, new() { Ids = [1, 7], Label = 0, Target = 1 }, new() { Ids = [1, 7] }));

        Assert.Equal([1.0, 0, 1, 1], measures.Select(example => example.Single(measure => measure.Name == "accuracy").Value));
        Assert.Equal([0.08, 0.08, 0.07, 0.08], measures.Select(example => Math.Round(example.Single(measure => measure.Name == "probability").Value, 9)));
        Assert.Single(model.Plans);
    }

    [Fact]
    public async Task EvaluateAsync_NoAnswers_RunsNothing()
    {
        FakeModel model = new();

        Assert.Empty(await TaskMetrics.EvaluateAsync(model, Batch(new LensInput { Ids = [1] })));
        Assert.Empty(model.Plans);
    }

    private static InputBatch Batch(params LensInput[] inputs)
    {
        FakeInputs fake = new();
        return fake.Collate([.. inputs.Select((input, index) => fake.Encode(index, input, new EncodeOptions()))]);
    }
}
