using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Figures and tables in JSON, told apart by their property <c>type</c>. A type that a plugin made keeps its name, heading
/// and caption, and is read back as a <see cref="ForeignArtefact"/>.</summary>
internal static class ArtefactJson
{
    private static readonly string[] Shared = ["type", "id", "title", "caption", "address"];

    public static void Write(Utf8JsonWriter writer, Artefact artefact)
    {
        writer.WriteStartObject();
        writer.WriteString("type", TypeOf(artefact));
        writer.WriteString("id", artefact.Id.Value);
        writer.WriteString("title", artefact.Title);
        writer.Text("caption", artefact.Caption.Length == 0 ? null : artefact.Caption);
        SiteJson.Write(writer, "address", artefact.Address);
        switch (artefact)
        {
            case MatrixFigure matrix:
                Write(writer, "rows", matrix.Rows);
                Write(writer, "columns", matrix.Columns);
                ScaleJson.Write(writer, matrix.Scale);
                writer.Numbers("values", matrix.Values);
                writer.Cells("outlines", matrix.Outlines);
                break;
            case HeadGridFigure grid:
                Write(writer, "rows", grid.Rows);
                Write(writer, "columns", grid.Columns);
                ScaleJson.Write(writer, grid.Scale);
                WritePanels(writer, grid.Panels);
                break;
            case TokenStripFigure strip:
                ScaleJson.Write(writer, strip.Scale);
                writer.Texts("tokens", strip.Tokens);
                writer.Numbers("scores", strip.Scores);
                break;
            case DataTable table:
                TableJson.Write(writer, table);
                break;
            case ImageOverlayFigure overlay:
                ComparisonJson.Write(writer, overlay);
                break;
            case TokenComparisonFigure comparison:
                ComparisonJson.Write(writer, comparison);
                break;
            case ChartFigure chart:
                ChartJson.Write(writer, chart);
                break;
            default:
                writer.WriteString("typeName", artefact is ForeignArtefact foreign ? foreign.TypeName : artefact.GetType().FullName);
                break;
        }

        writer.WriteEndObject();
    }

    public static Artefact Read(JsonNode node)
    {
        JsonNode type = node.Property("type");
        ArtefactId id = SiteJson.ReadId(node.Property("id"));
        string title = node.Property("title").Text();
        Artefact artefact = type.Text() switch
        {
            "matrix" => ReadMatrix(Only(node, "rows", "columns", "scale", "values", "outlines"), id, title),
            "headGrid" => ReadGrid(Only(node, "rows", "columns", "scale", "panels"), id, title),
            "tokenStrip" => ReadStrip(Only(node, "scale", "tokens", "scores"), id, title),
            "table" => TableJson.Read(Only(node, "columns", "rows"), id, title),
            "imageOverlay" => ComparisonJson.ReadOverlay(Only(node, "image", "patches", "panels", "outlines"), id, title),
            "tokenComparison" => ComparisonJson.ReadTokens(Only(node, "tokens", "rows"), id, title),
            "chart" => ChartJson.Read(Only(node, "panels"), id, title),
            "foreign" => new ForeignArtefact(id, title, Only(node, "typeName").Property("typeName").Text()),
            _ => throw type.Wrong("one of matrix, headGrid, tokenStrip, table, imageOverlay, tokenComparison, chart, foreign"),
        };
        artefact = artefact with
        {
            Caption = node.Optional("caption")?.Text() ?? string.Empty,
            Address = SiteJson.Read(node.Optional("address")),
        };
        return ArtefactCheck.Problem(artefact) is { } problem
            ? throw new LensInputException($"'{node.Place}' does not fit together: {problem}.")
            : artefact;
    }

    private static string TypeOf(Artefact artefact) => artefact switch
    {
        MatrixFigure => "matrix",
        HeadGridFigure => "headGrid",
        TokenStripFigure => "tokenStrip",
        DataTable => "table",
        ImageOverlayFigure => "imageOverlay",
        TokenComparisonFigure => "tokenComparison",
        ChartFigure => "chart",
        _ => "foreign",
    };

    private static JsonNode Only(JsonNode node, params ReadOnlySpan<string> own) => node.Only([.. Shared, .. own]);

    private static void Write(Utf8JsonWriter writer, string name, AxisLabels labels)
    {
        writer.WriteStartObject(name);
        writer.WriteString("title", labels.Title);
        writer.Texts("labels", labels.Labels);
        writer.WriteEndObject();
    }

    private static void WritePanels(Utf8JsonWriter writer, ImmutableArray<HeadPanel> panels)
    {
        writer.WriteStartArray("panels");
        foreach (HeadPanel panel in panels)
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", panel.Layer);
            writer.WriteNumber("head", panel.Head);
            writer.Numbers("values", panel.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static MatrixFigure ReadMatrix(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        ReadLabels(node.Property("rows")),
        ReadLabels(node.Property("columns")),
        node.Property("values").Singles(),
        ScaleJson.Read(node.Property("scale")))
    {
        Outlines = node.Optional("outlines")?.Cells() ?? [],
    };

    private static HeadGridFigure ReadGrid(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        ReadLabels(node.Property("rows")),
        ReadLabels(node.Property("columns")),
        node.Property("panels").Items(ReadPanel),
        ScaleJson.Read(node.Property("scale")));

    private static TokenStripFigure ReadStrip(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        node.Property("tokens").Items(item => item.Text()),
        node.Property("scores").Singles(),
        ScaleJson.Read(node.Property("scale")));

    private static HeadPanel ReadPanel(JsonNode node)
    {
        node.Only("layer", "head", "values");
        return new HeadPanel(node.Property("layer").Count(), node.Property("head").Count(), node.Property("values").Singles());
    }

    private static AxisLabels ReadLabels(JsonNode node)
    {
        node.Only("title", "labels");
        return new AxisLabels(node.Property("title").Text(), node.Property("labels").Items(item => item.Text()));
    }
}
