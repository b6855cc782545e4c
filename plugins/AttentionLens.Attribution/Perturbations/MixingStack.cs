using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>The attention of one kind in a model, with what each of its layers makes of the positions: how much does the output of a layer at one position turn when the
/// value of another is zero?</summary>
internal sealed class MixingStack
{
    private readonly ImmutableArray<HookPoint> _values;
    private readonly ImmutableArray<HookName> _outputs;
    private readonly InputBatch _batch;
    private readonly Matrix[][] _maps;

    /// <param name="context">What is explained.</param>
    /// <param name="stack">Whose output is read.</param>
    /// <param name="keys">Whose positions are attended to.</param>
    public MixingStack(AttributionContext context, string stack, string keys)
    {
        _batch = context.Batch;
        _values = [.. context.Model.Hooks.Where(hook => hook.Kind == HookKind.Value && hook.Stack == stack && hook.KeyStack == keys).OrderBy(hook => hook.Layer)];
        _outputs =
        [
            .. _values.Select(value => context.Model.Hooks.First(hook => hook.Kind == HookKind.ResidualPost && hook.Stack == stack && hook.Layer == value.Layer).Name),
        ];
        _maps = [.. _batch.Examples.Select(_ => new Matrix[_values.Length])];
        for (int example = 0; example < _batch.Size; example++)
        {
            for (int layer = 0; layer < _values.Length; layer++)
            {
                _maps[example][layer] = new Matrix(Queries(example).Tokens.Length, Keys(example).Tokens.Length);
            }
        }
    }

    /// <summary>The number of layers; 0 where the model has no such attention.</summary>
    public int Layers => _values.Length;

    /// <summary>Where outputs are read.</summary>
    public IEnumerable<HookSelector> Selectors => _outputs.Select(HookSelector.Of);

    /// <summary>The cosine distances of an example's layers, query by key; 0 at padding.</summary>
    public IReadOnlyList<Matrix> Of(int example) => _maps[example];

    /// <summary>Every layer, example and position whose value can be zero.</summary>
    public IEnumerable<(int Layer, int Example, int Key)> Places() =>
        from layer in Enumerable.Range(0, Layers)
        from example in Enumerable.Range(0, _batch.Size)
        from key in Seen(Keys(example))
        select (layer, example, key);

    /// <summary>An example with the value of one position of one layer at zero, in all heads.</summary>
    public InputVariant Without((int Layer, int Example, int Key) place) => new(place.Example)
    {
        Reads = [_outputs[place.Layer]],
        Interventions =
        [
            new CustomEdit(HookSelector.Of(_values[place.Layer].Name), (in EditContext context) =>
            {
                Span<float> values = FlatSpan.Of(context.Value);
                int width = values.Length / (int)context.Value.Lengths[1];
                values.Slice(place.Key * width, width).Clear();
            }),
        ],
    };

    /// <summary>Measures how far every position of the output has turned.</summary>
    /// <param name="place">What was zero.</param>
    /// <param name="run">Holds the outputs of the examples as they are.</param>
    /// <param name="changed">The output with the change, [position, width].</param>
    public void Measure((int Layer, int Example, int Key) place, ModelRun run, ReadOnlySpan<float> changed)
    {
        LensTensor clean = run.Captured(_outputs[place.Layer]);
        int width = clean.Shape[^1];
        foreach (int query in Seen(Queries(place.Example)))
        {
            _maps[place.Example][place.Layer][query, place.Key] =
                CosineDistance.Of(LensRow.Of(clean, place.Example, query), changed.Slice(query * width, width));
        }
    }

    private EncodedExample Queries(int example) => _batch.Examples[example].InStack(_values[0].Stack);

    private EncodedExample Keys(int example) => _batch.Examples[example].InStack(_values[0].KeyStack);

    private static IEnumerable<int> Seen(EncodedExample example) => Enumerable.Range(0, example.Tokens.Length).Where(position => example.Mask[position]);
}
