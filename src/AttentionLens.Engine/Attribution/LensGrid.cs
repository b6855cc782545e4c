using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What a lens reads at each layer and position, where its method kept that.</summary>
/// <param name="Layers">The number of layers.</param>
/// <param name="Words">The likeliest classes, [layer, position].</param>
/// <param name="Probabilities">Their probabilities, [layer, position].</param>
internal sealed record LensGrid(int Layers, ImmutableArray<string> Words, ImmutableArray<float> Probabilities)
{
    private const string Tokens = "top_tokens";
    private const string Shares = "top_probabilities";

    /// <summary>Whether a tensor is one of those that a grid is made of.</summary>
    public static bool IsPart(string name, TensorSpec spec) => name is Tokens or Shares && spec.Axes.AsSpan().SequenceEqual([Axis.Batch, Axis.Layer, Axis.Position, Axis.Class]);

    /// <summary>The grid of one example, or null where the method kept none.</summary>
    /// <param name="example">The example.</param>
    /// <param name="answer">The answer for its batch.</param>
    /// <param name="row">Its row in the batch.</param>
    /// <param name="word">A class as it stands in a cell.</param>
    public static LensGrid? Of(EncodedExample example, AttributionResult answer, int row, Func<int, string> word)
    {
        if (!answer.Extras.TryGetValue(Tokens, out TensorValue? tokens) || !answer.Extras.TryGetValue(Shares, out TensorValue? shares)
            || !IsPart(Tokens, tokens.Spec) || !IsPart(Shares, shares.Spec) || !tokens.Shape.AsSpan().SequenceEqual(shares.Shape.AsSpan())
            || tokens.Shape[2] < example.Start + example.Length || tokens.Shape[3] == 0)
        {
            return null;
        }

        (int layers, int positions, int kept) = (tokens.Shape[1], tokens.Shape[2], tokens.Shape[3]);
        int[] places =
        [
            .. Enumerable.Range(0, layers).SelectMany(layer => Enumerable.Range(example.Start, example.Length).Select(position => ((layer * positions) + position) * kept)),
        ];
        float[] classes = tokens.Row(row).ToArray();
        float[] probabilities = shares.Row(row).ToArray();
        return new LensGrid(layers, [.. places.Select(place => word((int)classes[place]))], [.. places.Select(place => probabilities[place])]);
    }
}
