using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Matrices, and those of many heads, in JSON.</summary>
internal static class MatrixJson
{
    public static void Write(Utf8JsonWriter writer, MatrixFigure figure)
    {
        writer.Labels("rows", figure.Rows);
        writer.Labels("columns", figure.Columns);
        ScaleJson.Write(writer, figure.Scale);
        writer.Numbers("values", figure.Values);
        writer.Cells("outlines", figure.Outlines);
        if (!figure.CellTexts.IsEmpty)
        {
            writer.Texts("cellTexts", figure.CellTexts);
        }
    }

    public static void Write(Utf8JsonWriter writer, HeadGridFigure figure)
    {
        writer.Labels("rows", figure.Rows);
        writer.Labels("columns", figure.Columns);
        ScaleJson.Write(writer, figure.Scale);
        writer.Panels("panels", figure.Panels);
    }

    public static MatrixFigure Read(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        node.Property("rows").Labels(),
        node.Property("columns").Labels(),
        node.Property("values").Singles(),
        ScaleJson.Read(node.Property("scale")))
    {
        Outlines = node.Optional("outlines")?.Cells() ?? [],
        CellTexts = node.Optional("cellTexts")?.Texts() ?? [],
    };

    public static HeadGridFigure ReadGrid(JsonNode node, ArtefactId id, string title) => new(
        id,
        title,
        node.Property("rows").Labels(),
        node.Property("columns").Labels(),
        node.Property("panels").Panels(),
        ScaleJson.Read(node.Property("scale")));
}
