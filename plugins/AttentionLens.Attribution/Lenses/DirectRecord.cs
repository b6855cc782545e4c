using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>What each kind of component adds to the logit, and the vectors that it wrote, example by example and layer by layer.</summary>
internal sealed class DirectRecord
{
    private readonly SortedDictionary<string, List<float>> _logits = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<float>> _vectors = new(StringComparer.Ordinal);
    private readonly bool _keepsVectors;

    /// <param name="keepsVectors">Whether vectors are kept.</param>
    public DirectRecord(bool keepsVectors) => _keepsVectors = keepsVectors;

    /// <summary>Adds a component that wrote a vector.</summary>
    public void Add(string name, double logit, ReadOnlySpan<float> vector)
    {
        Add(name, logit);
        if (_keepsVectors)
        {
            ListOf(_vectors, name).AddRange(vector);
        }
    }

    /// <summary>Adds a component that is no part of the residual stream.</summary>
    public void Add(string name, double logit) => ListOf(_logits, name).Add((float)logit);

    /// <summary>The logits as <c>NAME_logits</c>, the vectors as <c>NAME_vectors</c>.</summary>
    public IEnumerable<KeyValuePair<string, TensorValue>> ToTensors(int examples, int layers)
    {
        foreach ((string name, List<float> values) in _logits)
        {
            (ImmutableArray<Axis> axes, ImmutableArray<int> shape) = ShapeOf(name, examples, layers, values.Count);
            yield return new($"{name}_logits", new TensorValue(new TensorSpec(axes, "logit"), shape, [.. values]));
            if (_vectors.TryGetValue(name, out List<float>? vectors))
            {
                yield return new($"{name}_vectors", new TensorValue(
                    new TensorSpec(axes.Add(Axis.Width), "activation"), shape.Add(vectors.Count / values.Count), [.. vectors]));
            }
        }
    }

    private static (ImmutableArray<Axis> Axes, ImmutableArray<int> Shape) ShapeOf(string name, int examples, int layers, int values) => name switch
    {
        "head" => ([Axis.Batch, Axis.Layer, Axis.Head], [examples, layers, values / (examples * layers)]),
        "mlp" or "attention_bias" => ([Axis.Batch, Axis.Layer], [examples, layers]),
        _ => ([Axis.Batch], [examples]),
    };

    private static List<float> ListOf(SortedDictionary<string, List<float>> lists, string name)
    {
        if (!lists.TryGetValue(name, out List<float>? list))
        {
            lists.Add(name, list = []);
        }

        return list;
    }
}
