using AttentionLens.Attribution;
using AttentionLens.Engine;

namespace AttentionLens.Tests;

/// <summary>A method on the recorded examples of a family.</summary>
internal static class Explained
{
    public static async Task<AttributionResult> RecordedAsync(
        ReferenceCase reference, string set, AttributionMethod method, AttributionBaseline baseline = AttributionBaseline.Zero, params IEnumerable<(string Key, string Value)> options)
    {
        await using LensModel model = await Families.LoadAsync(reference.Checkpoint);
        InputBatch batch = model.Inputs.Collate([.. reference.Inputs(set).Select((input, index) => model.Inputs.Encode(index, input, new EncodeOptions()))]);
        return await AttributionRunner.AttributeAsync(new AttributionRequest
        {
            Model = model,
            Batch = batch,
            Method = method,
            Baseline = baseline,
            Options = [.. options.Select(option => KeyValuePair.Create(option.Key, option.Value))],
        });
    }

    public static VectorStack StackOf(LensModel model, InputBatch batch) => new(Context(model, batch));

    public static VectorStack DecoderOf(LensModel model, InputBatch batch) => VectorStack.Decoder(Context(model, batch));

    private static RunnerContext Context(LensModel model, InputBatch batch) =>
        new(new AttributionRequest { Model = model, Batch = batch, Method = new AltiMethod() }, null);
}
