using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Cuts stretches of inputs or outputs out of weights.</summary>
internal static class PrunedWeights
{
    /// <summary>A layer that gives some of its outputs alone.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="kept">The outputs that stay, in order.</param>
    public static IEnumerable<StoredWeight> WithOutputs(LinearLayer layer, ImmutableArray<int> kept)
    {
        yield return Cut(layer.Weight, layer.Weight.Order == WeightOrder.OutputMajor ? 0 : 1, kept);
        if (layer.Bias is { } bias)
        {
            yield return Cut(bias, bias.Shape.Length - 1, kept);
        }
    }

    /// <summary>A layer that reads some of its inputs alone; its bias stays as it is.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="kept">The inputs that stay, in order.</param>
    public static IEnumerable<StoredWeight> WithInputs(LinearLayer layer, ImmutableArray<int> kept)
    {
        yield return Cut(layer.Weight, layer.Weight.Order == WeightOrder.OutputMajor ? 1 : 0, kept);
    }

    /// <summary>The components of heads.</summary>
    /// <param name="heads">The heads, in order.</param>
    /// <param name="headWidth">The width of each.</param>
    /// <param name="start">Where the first head's components begin.</param>
    public static IEnumerable<int> Components(IEnumerable<int> heads, int headWidth, int start = 0) =>
        heads.SelectMany(head => Enumerable.Range(start + (head * headWidth), headWidth));

    private static StoredWeight Cut(Parameter parameter, int axis, ImmutableArray<int> kept)
    {
        float[] values = new float[parameter.Length];
        parameter.Read(values);
        int extent = parameter.Shape[axis];
        int inner = parameter.Shape.Skip(axis + 1).Aggregate(1, (product, next) => product * next);
        int outer = parameter.Length / (extent * inner);
        float[] cut = new float[outer * kept.Length * inner];
        for (int row = 0; row < outer; row++)
        {
            for (int place = 0; place < kept.Length; place++)
            {
                values.AsSpan(((row * extent) + kept[place]) * inner, inner).CopyTo(cut.AsSpan(((row * kept.Length) + place) * inner));
            }
        }

        return new StoredWeight(parameter.Name, parameter.Shape.SetItem(axis, kept.Length), cut);
    }
}
