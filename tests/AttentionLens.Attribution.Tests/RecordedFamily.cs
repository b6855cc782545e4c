using System.Collections.Immutable;
using AttentionLens.Models;
using AttentionLens.Numerics;
using AttentionLens.Tests;

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
        TransformerModel model = (TransformerModel)await Families.LoadAsync(ReferenceData.At($"reference/{family}/checkpoint"));
        if (withoutBiases)
        {
            foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Name.EndsWith("bias", StringComparison.Ordinal)))
            {
                parameter.Write(new float[parameter.Length]);
            }
        }

        return new RecordedFamily(family, model);
    }

    public InputBatch Batch(string set) =>
        Model.Inputs.Collate([.. Numbers.Inputs(set).Select((input, index) => Model.Inputs.Encode(index, input, new EncodeOptions()))]);

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
}
