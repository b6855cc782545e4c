using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>All that sends in path patching: each head by itself, and all heads of a stack at one position; with the place of each in what is told about it.</summary>
internal sealed class PathSenders
{
    private readonly PathSource _source;
    private readonly List<(string Tensor, int Place)> _places = [];
    private readonly SortedDictionary<string, (ImmutableArray<Axis> Axes, ImmutableArray<int> Shape)> _tensors = new(StringComparer.Ordinal);

    /// <param name="source">What is sent.</param>
    /// <param name="input">The stack that reads the input.</param>
    public PathSenders(PathSource source, string input)
    {
        _source = source;
        foreach (IGrouping<string, HookPoint> kind in source.Heads.GroupBy(HeadPrefix.Of))
        {
            AddHeads($"{kind.Key}head_shares", [.. kind]);
        }

        foreach (IGrouping<string, HookPoint> stack in source.Heads.GroupBy(hook => hook.Stack))
        {
            AddPositions(stack.Key == input ? Positions : "decoder_shares", stack.First());
        }
    }

    /// <summary>The name of the shares of the input's positions.</summary>
    public const string Positions = "shares";

    /// <summary>The senders, each with the first hook point that it changes.</summary>
    public List<(InputVariant Variant, HookPoint First)> Variants { get; } = [];

    /// <summary>The shares that are left with each sender, by name: 1 where nothing sends.</summary>
    /// <param name="shares">One for each variant.</param>
    public IEnumerable<KeyValuePair<string, TensorValue>> ToTensors(ReadOnlySpan<double> shares)
    {
        SortedDictionary<string, float[]> values = new(StringComparer.Ordinal);
        foreach ((string name, (_, ImmutableArray<int> shape)) in _tensors)
        {
            float[] filled = new float[shape.Aggregate(1, (product, extent) => product * extent)];
            Array.Fill(filled, 1);
            values.Add(name, filled);
        }

        for (int index = 0; index < shares.Length; index++)
        {
            values[_places[index].Tensor][_places[index].Place] = (float)shares[index];
        }

        return values.Select(entry => KeyValuePair.Create(
            entry.Key, new TensorValue(new TensorSpec(_tensors[entry.Key].Axes, "share"), _tensors[entry.Key].Shape, [.. entry.Value])));
    }

    private void AddHeads(string name, ImmutableArray<HookPoint> layers)
    {
        int heads = _source.HeadsAt(layers[0]);
        _tensors.Add(name, ([Axis.Batch, Axis.Layer, Axis.Head], [_source.Batch.Size, layers.Length, heads]));
        for (int example = 0; example < _source.Batch.Size; example++)
        {
            for (int layer = 0; layer < layers.Length; layer++)
            {
                for (int head = 0; head < heads; head++)
                {
                    Variants.Add((_source.FromHead(example, layers[layer], head), layers[layer]));
                    _places.Add((name, (((example * layers.Length) + layer) * heads) + head));
                }
            }
        }
    }

    private void AddPositions(string name, HookPoint first)
    {
        int positions = _source.PositionsAt(first);
        _tensors.Add(name, ([Axis.Batch, Axis.Position], [_source.Batch.Size, positions]));
        for (int example = 0; example < _source.Batch.Size; example++)
        {
            EncodedExample read = _source.Batch.Examples[example].InStack(first.Stack);
            for (int position = 0; position < positions; position++)
            {
                if (read.Mask[position])
                {
                    Variants.Add((_source.FromPosition(example, first.Stack, position), first));
                    _places.Add((name, (example * positions) + position));
                }
            }
        }
    }
}
