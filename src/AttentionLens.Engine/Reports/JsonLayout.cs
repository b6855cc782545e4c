using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace AttentionLens.Engine;

/// <summary>How all JSON here is laid out: indented, line feeds, letters of every script as they are, and arrays of numbers on one
/// line, so that a text comparison of two files shows what changed.</summary>
internal static class JsonLayout
{
    private const int Deepest = 64;
    private static readonly JsonWriterOptions Compact = new() { SkipValidation = true };

    private static readonly JsonWriterOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        MaxDepth = Deepest,
    };

    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = Deepest, AllowDuplicateProperties = false };

    public static Utf8JsonWriter Open(Stream destination) => new(destination, Indented);

    /// <summary>Ends a document with a line feed.</summary>
    public static void Close(Utf8JsonWriter writer, Stream destination)
    {
        writer.Flush();
        destination.Write("\n"u8);
    }

    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Integer(this Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    /// <summary>Writes a number so that reading gives the same one: null for what is not a number, and infinities as text.</summary>
    public static void Number(this Utf8JsonWriter writer, string name, double value)
    {
        writer.WritePropertyName(name);
        writer.NumberValue(value);
    }

    public static void NumberValue(this Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            WriteSpecial(writer, value);
        }
    }

    public static void Texts(this Utf8JsonWriter writer, string name, ImmutableArray<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Numbers(this Utf8JsonWriter writer, string name, ImmutableArray<float> values)
    {
        ArrayBufferWriter<byte> line = new((values.Length * 8) + 2);
        using (Utf8JsonWriter numbers = new(line, Compact))
        {
            numbers.WriteStartArray();
            foreach (float value in values)
            {
                if (float.IsFinite(value))
                {
                    numbers.WriteNumberValue(value);
                }
                else
                {
                    WriteSpecial(numbers, value);
                }
            }

            numbers.WriteEndArray();
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Writes whole numbers on one line; none are left out.</summary>
    public static void WholeNumbers(this Utf8JsonWriter writer, string name, ImmutableArray<int> values)
    {
        if (!values.IsEmpty)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue($"[{string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]", skipInputValidation: true);
        }
    }

    /// <summary>Writes cells as [row, column]; none are left out.</summary>
    public static void Cells(this Utf8JsonWriter writer, string name, ImmutableArray<MatrixCell> cells)
    {
        if (cells.IsEmpty)
        {
            return;
        }

        ArrayBufferWriter<byte> line = new((cells.Length * 8) + 2);
        using (Utf8JsonWriter numbers = new(line, Compact))
        {
            numbers.WriteStartArray();
            foreach (MatrixCell cell in cells)
            {
                numbers.WriteStartArray();
                numbers.WriteNumberValue(cell.Row);
                numbers.WriteNumberValue(cell.Column);
                numbers.WriteEndArray();
            }

            numbers.WriteEndArray();
        }

        writer.WritePropertyName(name);
        writer.WriteRawValue(line.WrittenSpan, skipInputValidation: true);
    }

    /// <summary>Writes what one side of a figure counts, and its labels.</summary>
    public static void Labels(this Utf8JsonWriter writer, string name, AxisLabels labels)
    {
        writer.WriteStartObject(name);
        writer.WriteString("title", labels.Title);
        writer.Texts("labels", labels.Labels);
        writer.WriteEndObject();
    }

    /// <summary>Writes the matrices of heads.</summary>
    public static void Panels(this Utf8JsonWriter writer, string name, ImmutableArray<HeadPanel> panels)
    {
        writer.WriteStartArray(name);
        foreach (HeadPanel panel in panels)
        {
            writer.WriteStartObject();
            writer.WriteNumber("layer", panel.Layer);
            writer.WriteNumber("head", panel.Head);
            writer.Text("name", panel.Name.Length == 0 ? null : panel.Name);
            writer.Numbers("values", panel.Values);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSpecial(Utf8JsonWriter writer, double value)
    {
        if (double.IsNaN(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
