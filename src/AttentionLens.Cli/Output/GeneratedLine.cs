using AttentionLens.Models;

namespace AttentionLens.Cli;

/// <summary>What a model wrote, as one line.</summary>
internal static class GeneratedLine
{
    /// <summary>For a program: everything.</summary>
    public static string Json(string name, GeneratedSequence written, string? text) => JsonText.Line(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("id", name);
        writer.WriteStartArray("ids");
        foreach (GeneratedToken token in written.Tokens)
        {
            writer.WriteNumberValue(token.Id);
        }

        writer.WriteEndArray();
        writer.WriteString("text", text);
        writer.WriteNumber("log_probability", written.LogProbability);
        writer.WriteBoolean("ended", written.HasEnded);
        writer.WriteEndObject();
    });

    /// <summary>For a person: the text, or the ids where there is no tokenizer to make a text of them.</summary>
    public static string Plain(GeneratedSequence written, string? text) =>
        text is null ? string.Join(',', written.Tokens.Select(token => token.Id)) : Printable.Whole(text);
}
