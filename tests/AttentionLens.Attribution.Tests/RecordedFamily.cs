using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Bart;
using AttentionLens.Bert;
using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.Models;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Numerics;
using AttentionLens.T5;
using AttentionLens.Tests;
using AttentionLens.Vit;

namespace AttentionLens.Attribution.Tests;

/// <summary>A recorded model with its inputs and numbers.</summary>
internal sealed class RecordedFamily : IAsyncDisposable
{
    private readonly string _family;

    private RecordedFamily(string family, TransformerModel model)
    {
        _family = family;
        Model = model;
        Numbers = new ReferenceCase(family);
    }

    public TransformerModel Model { get; }

    public ReferenceCase Numbers { get; }

    public ImmutableArray<string> Stacks => _family is "bart" or "t5" ? ["encoder.", "decoder."] : [string.Empty];

    public static async Task<RecordedFamily> LoadAsync(string family, bool withoutBiases = false)
    {
        TransformerAdapter adapter = family switch
        {
            "bart" => new BartAdapter(),
            "t5" => new T5Adapter(),
            "gpt2" => new Gpt2Adapter(),
            "llama" => new LlamaAdapter(),
            "vit" => new VitAdapter(),
            _ => new BertAdapter(),
        };
        string folder = ReferenceData.At($"reference/{family}/checkpoint");
        TransformerModel model = (TransformerModel)await adapter.LoadAsync(ModelFolder.Open(folder), new ModelLoadOptions());
        if (withoutBiases)
        {
            foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)))
            {
                parameter.Write(new float[parameter.Length]);
            }
        }

        return new RecordedFamily(family, model);
    }

    public InputBatch Batch(string set)
    {
        IReadOnlyList<LensInput> inputs = _family == "vit" ? Images(set) : Numbers.Inputs(set);
        return Model.Inputs.Collate([.. inputs.Select((input, index) => Model.Inputs.Encode(index, input, new EncodeOptions()))]);
    }

    /// <summary>The hook point of each hidden state of a stack: what enters the first block, then what leaves each, normalised behind the last where the
    /// family hands it out so.</summary>
    public ImmutableArray<HookName> HiddenStates(string stack)
    {
        int layers = Model.Hooks.Count(hook => hook.Kind == HookKind.ResidualPost && hook.Stack == stack.TrimEnd('.'));
        bool endsNormalized = _family is "gpt2" or "llama" or "t5";
        return
        [
            HookName.Parse($"{stack}blocks.0.resid_pre"),
            .. Enumerable.Range(0, layers).Select(layer => HookName.Parse(
                endsNormalized && layer == layers - 1 ? $"{stack}ln_final" : $"{stack}blocks.{layer}.resid_post")),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        Numbers.Dispose();
        await Model.DisposeAsync();
    }

    private static LensInput[] Images(string set)
    {
        using SafetensorsFile file = SafetensorsFile.Open(ReferenceData.At("reference/vit/inputs.safetensors"));
        using JsonDocument integers = JsonDocument.Parse(File.ReadAllBytes(ReferenceData.At("reference/vit/inputs.json")));
        CheckpointTensor tensor = file.Tensors[$"{set}.pixel_values"];
        float[] values = new float[tensor.Length];
        file.Read(tensor, values);
        int[] shape = [.. tensor.Shape.Select(extent => (int)extent)];
        int each = shape[1] * shape[2] * shape[3];
        return [.. Enumerable.Range(0, shape[0]).Select(index => new LensInput
        {
            Pixels = new ImagePixels(shape[1], shape[2], shape[3], [.. values.AsSpan(index * each, each)]),
            Target = integers.RootElement.GetProperty($"{set}.target_id")[index].GetInt32(),
        })];
    }
}
