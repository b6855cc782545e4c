using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The matrices of many heads side by side: layers downwards, heads to the right, one shared scale.</summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Rows">The labels of every matrix's rows, top first.</param>
/// <param name="Columns">The labels of every matrix's columns, left first.</param>
/// <param name="Panels">The matrices, each of rows times columns.</param>
/// <param name="Scale">The colour scale.</param>
public sealed record HeadGridFigure(
    ArtefactId Id, string Title, AxisLabels Rows, AxisLabels Columns, ImmutableArray<HeadPanel> Panels, ColorScale Scale) : Artefact(Id, Title)
{
    private const int MostPanels = 4096;

    /// <inheritdoc/>
    public override string? FindProblem() =>
        ArtefactFit.Scale(Scale) ?? ArtefactFit.Side(Rows, "rows") ?? ArtefactFit.Side(Columns, "columns")
        ?? ArtefactFit.List(Panels, "panels", MostPanels, "; publish several figures") ?? FindPanelProblem();

    private string? FindPanelProblem()
    {
        HashSet<(int, int)> seen = [];
        return ArtefactFit.First(Panels, panel => panel.Layer < 0 || panel.Head < 0 || !seen.Add((panel.Layer, panel.Head))
            ? ArtefactFit.Invariant($"has a panel for layer {panel.Layer} head {panel.Head} that is negative or there twice; expected each head once, from 0")
            : panel.Name is null ? ArtefactFit.Invariant($"has a panel for layer {panel.Layer} head {panel.Head} without a name; give a text, or an empty one")
            : ArtefactFit.Cells(Rows, Columns, panel.Values, ArtefactFit.Invariant($"values for layer {panel.Layer} head {panel.Head}")));
    }
}
