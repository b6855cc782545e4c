using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AttentionLens.Cli;

/// <summary>JSON as text: the same bytes everywhere.</summary>
internal static class JsonText
{
    public static string Line(Action<Utf8JsonWriter> write) => Write(write, indented: false);

    public static string Indented(Action<Utf8JsonWriter> write) => Write(write, indented: true);

    private static string Write(Action<Utf8JsonWriter> write, bool indented)
    {
        using MemoryStream stream = new();
        JsonWriterOptions options = new() { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter writer = new(stream, options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
