using System.Collections.Immutable;

namespace AttentionLens.Engine.Tests;

/// <summary>Tests of faithfulness on the fake model, whose objective is a hundredth of the sum of the ids: the ids are the best order that there is.</summary>
internal static class Planted
{
    public static int[][] Ids { get; } = [[10, 1, 40, 2, 3, 5, 60, 4, 6, 7], [33, 44, 11, 22], [9, 70, 8, 1, 2, 50], [3, 2, 1, 90, 5]];

    public static FakeMethod Faithful => new("ids", id => id);

    public static FakeMethod Backwards => new("backwards", id => -id);

    /// <summary>Examples, of which a position may be explained and so stay.</summary>
    public static InputBatch Batch(FakeModel model, int[][] ids, int? position = null) =>
        model.Inputs.Collate([.. ids.Select((example, index) => model.Inputs.Encode(index, new LensInput { Ids = [.. example], Position = position }, new EncodeOptions()))]);

    public static FaithfulnessRequest Request(FakeModel model, InputBatch batch, params AttributionMethod[] methods) => new()
    {
        Model = model,
        Batch = batch,
        Methods = [.. methods.Select(method => (method, ImmutableArray<KeyValuePair<string, string>>.Empty))],
    };

    public static async Task<FaithfulnessResult> EvaluateAsync(Func<FaithfulnessRequest, FaithfulnessRequest>? change, params AttributionMethod[] methods)
    {
        FakeModel model = new() { Mask = 1 };
        FaithfulnessRequest request = Request(model, Batch(model, Ids, position: 1), methods);
        return await FaithfulnessRunner.EvaluateAsync(change?.Invoke(request) ?? request);
    }
}
