using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Shows attention from token to token as arcs.</summary>
internal sealed class ArcView : FigureView<HeadViewFigure>
{
    /// <inheritdoc/>
    protected override string Shape(HeadViewFigure figure) =>
        $"Lines from {NumberText.Count(figure.Queries.Labels.Length, "token", "tokens")} to {NumberText.Count(figure.Keys.Labels.Length, "token", "tokens")} "
        + $"for {NumberText.Count(Shown(figure).Length, "head", "heads")} of layer {figure.Layer}, stronger for a larger probability.";

    /// <inheritdoc/>
    protected override void Draw(HeadViewFigure figure, RenderTheme theme, Stream destination) => ArcDrawing.Draw(figure, theme, destination);

    /// <inheritdoc/>
    protected override void Append(MarkdownPage page, HeadViewFigure figure)
    {
        ImmutableArray<AttentionHead> heads = Shown(figure);
        int keys = figure.Keys.Labels.Length;
        var strongest = heads
            .SelectMany(head => StrongestValues.Of([.. head.Weights.Codes.Select(code => (float)code)], MarkdownPage.MostValues)
                .Select(index => (head.Head, Query: index / keys, Key: index % keys, Weight: head.Weights[index / keys, index % keys])))
            .OrderByDescending(link => link.Weight).ThenBy(link => link.Head).ThenBy(link => link.Query).ThenBy(link => link.Key)
            .Take(MarkdownPage.MostValues);
        page.Strongest(
            (long)heads.Length * figure.Queries.Labels.Length * keys,
            [("layer", true), ("head", true), FigureText.Named(figure.Queries, "query"), FigureText.Named(figure.Keys, "key"), ("probability", true)],
            strongest.Select(link => (IEnumerable<string>)
            [
                NumberText.Count(figure.Layer),
                NumberText.Count(link.Head),
                VisibleText.Label(figure.Queries.Labels[link.Query]),
                VisibleText.Label(figure.Keys.Labels[link.Key]),
                NumberText.Short(link.Weight),
            ]));
    }

    private static ImmutableArray<AttentionHead> Shown(HeadViewFigure figure) => [.. figure.Heads.Where(head => head.Layer == figure.Layer).OrderBy(head => head.Head)];
}
