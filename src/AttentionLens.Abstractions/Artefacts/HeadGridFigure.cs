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
    ArtefactId Id, string Title, AxisLabels Rows, AxisLabels Columns, ImmutableArray<HeadPanel> Panels, ColorScale Scale) : Artefact(Id, Title);
