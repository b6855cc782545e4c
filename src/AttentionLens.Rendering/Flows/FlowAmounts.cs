using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>How much of the whole each token holds before and behind each layer, and the ribbons between them: what a flow's picture is made of, for whoever shows
/// it by other means.</summary>
public sealed class FlowAmounts
{
    private const int MostRibbons = 1500;
    private readonly ImmutableArray<double[]> _held;

    /// <summary>Follows the shares back from the end.</summary>
    /// <param name="figure">A figure whose data fit together.</param>
    public FlowAmounts(FlowFigure figure)
    {
        int tokens = figure.Tokens.Labels.Length;
        double[][] held = new double[figure.Layers.Length + 1][];
        held[^1] = [.. figure.Ends.Select(share => (double)share)];
        for (int layer = figure.Layers.Length - 1; layer >= 0; layer--)
        {
            held[layer] = new double[tokens];
            for (int cell = 0; cell < tokens * tokens; cell++)
            {
                held[layer][cell % tokens] += held[layer + 1][cell / tokens] * figure.Layers[layer].Shares[cell];
            }
        }

        _held = [.. held];
    }

    /// <summary>The share of the whole that each token holds before a layer, or behind the last.</summary>
    /// <param name="layer">The place of the layer within the figure; their number for what is behind the last.</param>
    /// <returns>A share in [0, 1] for each token.</returns>
    public ReadOnlySpan<double> Held(int layer) => _held[layer];

    /// <summary>The ribbons that are not too thin to be seen, and the amount of the thinnest where too many are not.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="thinnest">The least amount that can be seen.</param>
    internal (ImmutableArray<FlowRibbon> Ribbons, double Least) Ribbons(FlowFigure figure, double thinnest)
    {
        ImmutableArray<FlowRibbon> visible = [.. Enumerable.Range(0, figure.Layers.Length).SelectMany(layer => Of(figure.Layers[layer], layer)).Where(ribbon => ribbon.Amount >= thinnest)];
        if (visible.Length <= MostRibbons)
        {
            return (visible, thinnest);
        }

        double least = visible.Select(ribbon => ribbon.Amount).Order().ElementAt(visible.Length - MostRibbons);
        return ([.. visible.Where(ribbon => ribbon.Amount >= least).Take(MostRibbons)], least);
    }

    private IEnumerable<FlowRibbon> Of(FlowLayer layer, int place)
    {
        int tokens = _held[place].Length;
        double[] above = new double[tokens];
        for (int to = 0; to < tokens; to++)
        {
            double aboveBehind = 0;
            for (int from = 0; from < tokens; from++)
            {
                double amount = _held[place + 1][to] * layer.Shares[(to * tokens) + from];
                yield return new FlowRibbon(place, from, to, amount, above[from], aboveBehind);
                above[from] += amount;
                aboveBehind += amount;
            }
        }
    }
}
