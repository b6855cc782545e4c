using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>How much flows from token to token across layers, from the input to what is explained: a node for each token before and behind each layer, and a
/// ribbon for each share.
/// <para>Source: Abnar and Zuidema 2020, "Quantifying Attention Flow in Transformers".</para></summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Tokens">The tokens, the same in every layer.</param>
/// <param name="Layers">The layers, the one next to the input first.</param>
/// <param name="Ends">How much of the whole ends at each token behind the last layer: from 0 to 1, with a sum of at most 1.</param>
public sealed record FlowFigure(
    ArtefactId Id, string Title, AxisLabels Tokens, ImmutableArray<FlowLayer> Layers, ImmutableArray<float> Ends) : Artefact(Id, Title)
{
    private const int MostLayers = 1024;
    private const double Rounding = 1e-3;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Side(Tokens, "tokens") ?? ArtefactFit.List(Layers, "layers", MostLayers, "; leave some out") ?? FindLayerProblem()
        ?? ArtefactFit.Filled(Ends, Tokens.Labels.Length, "ends", "one for each token") ?? FindShareProblem(Ends.AsSpan(), "ends");

    private string? FindLayerProblem()
    {
        int tokens = Tokens.Labels.Length;
        return ArtefactFit.First(Layers, layer =>
            layer.Layer < 0 ? ArtefactFit.Invariant($"has layer {layer.Layer}; expected them from 0")
            : ArtefactFit.Filled(layer.Shares, (long)tokens * tokens, ArtefactFit.Invariant($"shares in layer {layer.Layer}"), "one for each pair of tokens")
                ?? Enumerable.Range(0, tokens)
                    .Select(to => FindShareProblem(layer.Shares.AsSpan(to * tokens, tokens), ArtefactFit.Invariant($"shares of token {to} in layer {layer.Layer}")))
                    .FirstOrDefault(problem => problem is not null));
    }

    private static string? FindShareProblem(ReadOnlySpan<float> shares, string what)
    {
        double sum = 0;
        foreach (float share in shares)
        {
            if (!(share >= 0))
            {
                return ArtefactFit.Invariant($"has {share:R} among the {what}; expected none below 0");
            }

            sum += share;
        }

        return sum <= 1 + Rounding ? null : ArtefactFit.Invariant($"has {what} with a sum of {sum:0.###}; expected at most 1");
    }
}
