using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Draws, for each example, how much attention each token receives in the last layer: the mean over heads and queries, or
/// over heads for the first query alone. Attention is where a model looks, not why it answers as it does.</summary>
public sealed class TokenMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.tokens";

    /// <inheritdoc/>
    public override string Summary => "How much attention each token receives in the last layer.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.Queries];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        bool firstOnly = context.Options.Get(MapOptions.Queries) == "first";
        AttentionView.Register(context, int.MaxValue, (view, sink) => sink.Publish(Strip(view, firstOnly)));
    }

    private static TokenStripFigure Strip(AttentionView view, bool firstOnly)
    {
        HookPoint hook = view.Group.Layers[^1];
        int queries = firstOnly ? 1 : view.Rows.Positions.Length;
        ImmutableArray<float> scores = Received(view, hook, queries);
        string layer = (hook.Layer ?? 0).ToString(CultureInfo.InvariantCulture);
        return new TokenStripFigure(
            view.Group.Artefact(view.Example, firstOnly ? "given-by-first" : "received"),
            view.Group.Title(
                view.Example,
                firstOnly ? $"Attention of the first token in layer {layer}" : $"Attention received in layer {layer}"),
            view.Columns.Texts,
            scores,
            new ColorScale(ColorScaleKind.Sequential, 0, Largest(scores), "probability"))
        {
            Caption = $"The mean over heads{(firstOnly ? string.Empty : " and queries")} of the attention that each token receives in the last layer."
                + (hook.IsCausal && !firstOnly ? " Early tokens can be attended to by more queries than late ones." : string.Empty)
                + " It shows where the model looks, not why it answers as it does.",
            Address = view.Address(hook),
        };
    }

    private static ImmutableArray<float> Received(AttentionView view, HookPoint hook, int queries)
    {
        int heads = view.Heads(hook);
        double[] sums = new double[view.Columns.Positions.Length];
        for (int head = 0; head < heads; head++)
        {
            for (int row = 0; row < queries; row++)
            {
                ReadOnlySpan<float> weights = view.Weights(hook, head, row);
                for (int index = 0; index < sums.Length; index++)
                {
                    sums[index] += weights[view.Columns.Positions[index]];
                }
            }
        }

        return [.. sums.Select(sum => (float)(sum / ((double)heads * queries)))];
    }

    private static double Largest(ImmutableArray<float> scores)
    {
        float largest = scores.Where(float.IsFinite).DefaultIfEmpty().Max();
        return largest > 0 ? largest : 1;
    }
}
