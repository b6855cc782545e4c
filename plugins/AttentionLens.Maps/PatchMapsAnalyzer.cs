using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Maps;

/// <summary>Draws, for each image, which patches one token attends to: in each head of a layer, and rolled out over all layers. Attention is where a model looks, not why
/// it answers as it does.</summary>
/// <remarks>Source for rollout: Abnar and Zuidema 2020, equations 1 and 2.</remarks>
public sealed class PatchMapsAnalyzer : LensAnalyzer
{
    /// <inheritdoc/>
    public override string Name => "maps.patches";

    /// <inheritdoc/>
    public override string Summary => "The attention of the class token, or of one patch, over the image: head by head, and rolled out.";

    /// <inheritdoc/>
    public override ImmutableArray<FindingDescriptor> SupportedFindings => [];

    /// <inheritdoc/>
    public override ImmutableArray<OptionDescriptor> SupportedOptions => [MapOptions.Examples, MapOptions.PatchLayer, MapOptions.PatchQuery];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        int layer = LayerChoice.Read(context, MapOptions.PatchLayer);
        string query = context.Options.Get(MapOptions.PatchQuery);
        MatrixCell? patch = query == "class" ? null : Patch(query);
        AttentionView.Register(context, int.MaxValue, (view, sink) =>
        {
            if (view.Example.Patches is { } grid && view.Image is { } image)
            {
                sink.Publish(Figure(view, grid, image, layer, patch ?? (grid.First > 0 ? null : new MatrixCell(grid.Rows / 2, grid.Columns / 2))));
            }
        });
    }

    private static MatrixCell Patch(string text)
    {
        string[] parts = text.Split('.');
        return parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int row)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int column)
                ? new MatrixCell(row, column)
                : throw MapOptions.PatchQuery.Reject(text, "class, or a patch as row.column from 0, for instance 3.4");
    }

    private static ImageOverlayFigure Figure(AttentionView view, PatchGrid grid, ColorImage image, int layer, MatrixCell? patch)
    {
        if (patch is { } cell && (cell.Row >= grid.Rows || cell.Column >= grid.Columns))
        {
            throw MapOptions.PatchQuery.Reject(Invariant($"{cell.Row}.{cell.Column}"), Invariant($"a patch from 0.0 to {grid.Rows - 1}.{grid.Columns - 1}"));
        }

        int query = patch is { } shown ? grid.First + (shown.Row * grid.Columns) + shown.Column : 0;
        HookPoint hook = view.Group.Layers.FirstOrDefault(candidate => candidate.Layer == layer) ?? view.Group.Layers[^1];
        ImmutableArray<float[]> heads = [.. Enumerable.Range(0, view.Heads(hook)).Select(head => view.Weights(hook, head, query).ToArray())];
        float[] rolled = AttentionFlow.Rollout(view, query);
        ColorScale scale = MapScale.Of(heads.Append(rolled).Select(weights => Patches(weights, grid)));
        ImmutableArray<NamedScores> panels =
        [
            .. heads.Select((weights, head) => Panel(Invariant($"head {hook.Layer ?? 0}.{head}"), weights, grid, scale)),
            Panel("rollout of all layers", rolled, grid, scale),
        ];
        string who = patch is { } one ? Invariant($"patch {one.Row}.{one.Column}") : "the class token";
        return new ImageOverlayFigure(
            view.Group.Artefact(view.Example, Invariant($"layer-{hook.Layer ?? 0}/patches")),
            view.Group.Title(view.Example, Invariant($"Attention of {who} in layer {hook.Layer ?? 0}")),
            image,
            grid,
            panels)
        {
            Outlines = patch is { } outlined ? [outlined] : [],
            Caption = $"Where {who} looks, in each head and rolled out over the layers with half of what a token holds staying with it."
                + (patch is null ? string.Empty : " Its patch is outlined.") + " It shows where the model looks, not why it answers as it does.",
            Address = view.Address(hook),
        };
    }

    private static NamedScores Panel(string name, float[] weights, PatchGrid grid, ColorScale scale)
    {
        ImmutableArray<float> patches = Patches(weights, grid);
        double elsewhere = 100 * (weights.Sum(weight => (double)weight) - patches.Sum(weight => (double)weight));
        return new NamedScores(name, patches, scale) { Notes = grid.First > 0 ? [Invariant($"on tokens without a patch: {Math.Max(0, elsewhere):0} %")] : [] };
    }

    private static ImmutableArray<float> Patches(float[] weights, PatchGrid grid) => [.. weights.AsSpan(grid.First, grid.Rows * grid.Columns)];

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
