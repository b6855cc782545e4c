using AttentionLens.Bart;
using AttentionLens.Bert;
using AttentionLens.Engine;
using AttentionLens.Gpt2;
using AttentionLens.Tests;
using AttentionLens.Vit;

namespace AttentionLens.Attribution.Tests.Faithfulness;

/// <summary>The sample models, with their evaluation data.</summary>
internal static class SampleModel
{
    public static TheoryData<string> Names => ["agreement", "sentiment", "shapes", "translation"];

    public static ValueTask<LensModel> LoadAsync(string name, ModelLoadOptions? options = null) =>
        AdapterOf(name).LoadAsync(ModelFolder.Open(FolderOf(name)), options ?? new ModelLoadOptions());

    /// <summary>Some of the model's evaluation data, evenly spread.</summary>
    public static async Task<InputBatch> BatchAsync(LensModel model, string name, int count)
    {
        List<LensInput> lines = await InputLines.ReadAsync(Path.Combine(FolderOf(name), "evaluation.jsonl"), model.Card.Labels).ToListAsync();
        return model.Inputs.Collate([.. Enumerable.Range(0, count).Select(index => model.Inputs.Encode(index, lines[index * lines.Count / count], new EncodeOptions()))]);
    }

    public static FaithfulnessRequest Request(LensModel model, InputBatch batch, params AttributionMethod[] methods) => new()
    {
        Model = model,
        Batch = batch,
        Methods = [.. methods.Select(method => (method, System.Collections.Immutable.ImmutableArray<KeyValuePair<string, string>>.Empty))],
        Rules = [new AttnLrpRules(), new CpLrpRules()],
    };

    private static string FolderOf(string name) => Path.Combine(ReferenceData.Checkout, "samples", "models", name);

    private static ModelAdapter AdapterOf(string name) => name switch
    {
        "agreement" => new Gpt2Adapter(),
        "sentiment" or "verb-number" => new BertAdapter(),
        "shapes" => new VitAdapter(),
        _ => new BartAdapter(),
    };
}
