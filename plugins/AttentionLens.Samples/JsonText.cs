using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>JSON as the files of a model have it: UTF-8, indented, line feeds, one at the end.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>UTF-8 without a byte-order mark.</summary>
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>An object as the content of a file.</summary>
    /// <param name="write">Writes the properties.</param>
    public static byte[] Write(Action<Utf8JsonWriter> write) => Write(write, Indented);

    /// <summary>An object as one line of a file.</summary>
    /// <param name="write">Writes the properties.</param>
    public static byte[] WriteLine(Action<Utf8JsonWriter> write) => Write(write, Indented with { Indented = false });

    private static byte[] Write(Action<Utf8JsonWriter> write, JsonWriterOptions options)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text, options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        text.Write("\n"u8);
        return text.WrittenSpan.ToArray();
    }
}
