using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What each layer hands from position to position, where a method kept that: the layers, and the share of the whole that ends at each token.</summary>
internal sealed record LayerFlow(ImmutableArray<FlowLayer> Layers, ImmutableArray<float> Ends)
{
    private const string Shares = "flow";
    private const string Final = "flow_ends";

    /// <summary>Whether a tensor is one of those that a flow is made of.</summary>
    public static bool IsPart(string name, TensorSpec spec) => name switch
    {
        Shares => spec.Axes.AsSpan().SequenceEqual([Axis.Batch, Axis.Layer, Axis.Query, Axis.Key]),
        Final => spec.Axes.AsSpan().SequenceEqual([Axis.Batch, Axis.Position]),
        _ => false,
    };

    /// <summary>The flow of one example, or null where the method kept none.</summary>
    public static LayerFlow? Of(EncodedExample example, AttributionResult answer, int row)
    {
        if (!answer.Extras.TryGetValue(Shares, out TensorValue? shares) || !answer.Extras.TryGetValue(Final, out TensorValue? final)
            || !IsPart(Shares, shares.Spec) || !IsPart(Final, final.Spec) || shares.Shape[2] != shares.Shape[3] || final.Shape[1] != shares.Shape[2]
            || shares.Shape[2] < example.Start + example.Length)
        {
            return null;
        }

        (int layers, int positions) = (shares.Shape[1], shares.Shape[2]);
        float[] values = shares.Row(row).ToArray();
        return new LayerFlow(
            [
                .. Enumerable.Range(0, layers).Select(layer => new FlowLayer(
                    layer,
                    [
                        .. Enumerable.Range(example.Start, example.Length)
                            .SelectMany(to => values.AsSpan((((layer * positions) + to) * positions) + example.Start, example.Length).ToArray()),
                    ])),
            ],
            [.. final.Row(row).Slice(example.Start, example.Length)]);
    }
}
