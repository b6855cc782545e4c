using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures and tables in JSON, told apart by their property <c>type</c>. A type that a plugin made keeps its name, heading
/// and caption, and is read back as a <see cref="ForeignArtefact"/>.</summary>
internal static class ArtefactJson
{
    private const string Foreign = "foreign";
    private static readonly string[] Shared = ["type", "id", "title", "caption", "address"];

    private static readonly ImmutableArray<ArtefactFormat> Formats =
    [
        ArtefactFormat.Of<MatrixFigure>("matrix", ["rows", "columns", "scale", "values", "outlines", "cellTexts"], MatrixJson.Write, MatrixJson.Read),
        ArtefactFormat.Of<HeadGridFigure>("headGrid", ["rows", "columns", "scale", "panels"], MatrixJson.Write, MatrixJson.ReadGrid),
        ArtefactFormat.Of<TokenStripFigure>("tokenStrip", ["scale", "tokens", "scores"], StripJson.Write, StripJson.Read),
        ArtefactFormat.Of<DataTable>("table", ["columns", "rows"], TableJson.Write, TableJson.Read),
        ArtefactFormat.Sharing<ImageOverlayFigure>("imageOverlay", ["image", "patches", "panels", "outlines"], ComparisonJson.Write, ComparisonJson.ReadOverlay),
        ArtefactFormat.Of<TokenComparisonFigure>("tokenComparison", ["tokens", "rows"], ComparisonJson.Write, ComparisonJson.ReadTokens),
        ArtefactFormat.Of<ChartFigure>("chart", ["panels"], ChartJson.Write, ChartJson.Read),
        ArtefactFormat.Of<HeadViewFigure>("headView", ["queries", "keys", "layer", "querySentences", "keySentences", "heads"], HeadViewJson.Write, HeadViewJson.Read),
        ArtefactFormat.Of<FlowFigure>("flow", ["tokens", "ends", "layers"], FlowJson.Write, FlowJson.Read),
        ArtefactFormat.Of<NeuronViewFigure>("neuronView", ["queryToken", "keys", "query", "keyVectors", "scores", "weights"], NeuronViewJson.Write, NeuronViewJson.Read),
        ArtefactFormat.Sharing<SequenceFigure>("sequence", ["frames"], NestedJson.Write, NestedJson.ReadSequence),
        ArtefactFormat.Of<HeadMapFigure>("headMap", ["unit", "stress", "spaceStress", "layers", "heads", "x", "y", "z"], HeadMapJson.Write, HeadMapJson.Read),
        ArtefactFormat.Of<GraphFigure>("graph", ["unit", "nodes", "edges"], GraphJson.Write, GraphJson.Read),
        ArtefactFormat.Sharing<SideBySideFigure>("sideBySide", ["parts"], NestedJson.Write, NestedJson.ReadParts),
    ];

    public static void Write(Utf8JsonWriter writer, Artefact artefact) => Write(writer, artefact, new SharedImages());

    public static void Write(Utf8JsonWriter writer, Artefact artefact, SharedImages images)
    {
        ArtefactFormat? format = Formats.FirstOrDefault(candidate => candidate.Type == artefact.GetType());
        writer.WriteStartObject();
        writer.WriteString("type", format?.Name ?? Foreign);
        writer.WriteString("id", artefact.Id.Value);
        writer.WriteString("title", artefact.Title);
        writer.Text("caption", artefact.Caption.Length == 0 ? null : artefact.Caption);
        SiteJson.Write(writer, "address", artefact.Address);
        if (format is not null)
        {
            format.Write(writer, artefact, images);
        }
        else
        {
            writer.WriteString("typeName", artefact is ForeignArtefact foreign ? foreign.TypeName : artefact.GetType().FullName);
        }

        writer.WriteEndObject();
    }

    public static Artefact Read(JsonNode node) => Read(node, new SharedImages());

    public static Artefact Read(JsonNode node, SharedImages images)
    {
        JsonNode type = node.Property("type");
        ArtefactId id = SiteJson.ReadId(node.Property("id"));
        string title = node.Property("title").Text();
        Artefact artefact = ReadOwn(node, type, id, title, images) with
        {
            Caption = node.Optional("caption")?.Text() ?? string.Empty,
            Address = SiteJson.Read(node.Optional("address")),
        };
        return ArtefactCheck.Problem(artefact) is { } problem
            ? throw new LensInputException($"'{node.Place}' does not fit together: {problem}.")
            : artefact;
    }

    private static Artefact ReadOwn(JsonNode node, JsonNode type, ArtefactId id, string title, SharedImages images)
    {
        string name = type.Text();
        if (name == Foreign)
        {
            return new ForeignArtefact(id, title, node.Only([.. Shared, "typeName"]).Property("typeName").Text());
        }

        ArtefactFormat format = Formats.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw type.Wrong($"one of {string.Join(", ", Formats.Select(candidate => candidate.Name))}, {Foreign}");
        return format.Read(node.Only([.. Shared, .. format.Properties]), id, title, images);
    }
}
