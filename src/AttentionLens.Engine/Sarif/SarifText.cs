using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>A text as a SARIF message object.</summary>
internal static class SarifText
{
    // Source: SARIF 2.1.0, section 3.11.5: braces are doubled, since single ones are placeholders.
    public static void Write(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString(
            "text", text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        writer.WriteEndObject();
    }
}
