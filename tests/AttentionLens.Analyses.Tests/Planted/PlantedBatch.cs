using System.Numerics.Tensors;

namespace AttentionLens.Analyses.Tests;

/// <summary>Examples with the patterns that a model is pretended to have given for them.</summary>
internal sealed class PlantedBatch(params EncodedExample[] examples)
{
    private readonly Dictionary<HookName, (float[] Values, nint[] Lengths)> _patterns = [];

    public InputBatch Inputs { get; } = new([.. examples]);

    /// <summary>The weight that a head gives, as a function of example, head, query and key in padded positions.</summary>
    public PlantedBatch With(HookPoint hook, int heads, Func<int, int, int, int, float> weight)
    {
        int queries = Inputs.Examples[0].InStack(hook.Stack).Tokens.Length;
        int keys = Inputs.Examples[0].InStack(hook.KeyStack).Tokens.Length;
        float[] values = new float[Inputs.Size * heads * queries * keys];
        for (int index = 0; index < values.Length; index++)
        {
            int row = index / keys;
            values[index] = weight(row / queries / heads, row / queries % heads, row % queries, index % keys);
        }

        return With(hook, values, [Inputs.Size, heads, queries, keys]);
    }

    public PlantedBatch With(HookPoint hook, float[] values, nint[] lengths)
    {
        _patterns[hook.Name] = (values, lengths);
        return this;
    }

    public HookContext At(HookPoint hook, CancellationToken cancellationToken = default)
    {
        (float[] values, nint[] lengths) = _patterns[hook.Name];
        return new HookContext(hook, new ReadOnlyTensorSpan<float>(values, lengths), Inputs, cancellationToken);
    }
}
