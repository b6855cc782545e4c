namespace AttentionLens.Cli;

/// <summary>A labelled text as a line that <c>--train</c> and <c>--input</c> read.</summary>
internal static class TrainingLine
{
    public static string Of(LensInput input) => JsonText.Line(writer =>
    {
        writer.WriteStartObject();
        if (input.Text is { } text)
        {
            writer.WriteString("text", text);
        }

        if (input.TextPair is { } pair)
        {
            writer.WriteString("text_pair", pair);
        }

        if (input.TargetText is { } target)
        {
            writer.WriteString("target_text", target);
        }

        if (input.Label is { } label)
        {
            writer.WriteNumber("label", label);
        }

        writer.WriteEndObject();
    }) + "\n";
}
