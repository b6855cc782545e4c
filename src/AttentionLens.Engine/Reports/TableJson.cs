using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Tables in JSON: each row an array of texts and numbers. A cell that holds neither is an empty object, and an infinite
/// number is an object too, so that no text can be taken for it.</summary>
internal static class TableJson
{
    public static void Write(Utf8JsonWriter writer, DataTable table)
    {
        writer.WriteStartArray("columns");
        foreach (TableColumn column in table.Columns)
        {
            writer.WriteStartObject();
            writer.WriteString("name", column.Name);
            writer.Text("unit", column.Unit);
            writer.WriteNumber("decimals", column.Decimals);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (ImmutableArray<TableCell> row in table.Rows)
        {
            writer.WriteStartArray();
            foreach (TableCell cell in row)
            {
                Write(writer, cell);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static DataTable Read(JsonNode node, ArtefactId id, string title) => new(
        id, title, node.Property("columns").Items(ReadColumn), node.Property("rows").Items(row => row.Items(ReadCell)));

    private static void Write(Utf8JsonWriter writer, TableCell cell)
    {
        if (cell.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (cell.Number is { } number && !double.IsInfinity(number))
        {
            writer.NumberValue(number);
        }
        else
        {
            writer.WriteStartObject();
            if (cell.Number is { } infinite)
            {
                writer.Number("number", infinite);
            }

            writer.WriteEndObject();
        }
    }

    private static TableColumn ReadColumn(JsonNode node)
    {
        node.Only("name", "unit", "decimals");
        return new TableColumn(
            node.Property("name").Text(),
            node.Optional("unit")?.Text(),
            (int)node.Property("decimals").Integer(0, TableColumn.MostDecimals));
    }

    private static TableCell ReadCell(JsonNode node) => node.Kind switch
    {
        JsonValueKind.String => new TableCell(node.Text()),
        JsonValueKind.Object => node.Only("number").Optional("number") is { } number ? new TableCell(number.Number()) : default,
        _ => new TableCell(node.Number()),
    };
}
