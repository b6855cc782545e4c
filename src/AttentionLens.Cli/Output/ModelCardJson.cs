using System.Text.Json;

namespace AttentionLens.Cli;

/// <summary>A model card and its hook points as JSON.</summary>
internal static class ModelCardJson
{
    public static string Write(LensModel model) => JsonText.Indented(writer =>
    {
        ModelCard card = model.Card;
        writer.WriteStartObject();
        writer.WriteString("name", card.Name);
        writer.WriteString("family", card.Family);
        writer.WriteString("architecture", card.Architecture);
        writer.WriteNumber("layers", card.Layers);
        writer.WriteNumber("heads", card.Heads);
        writer.WriteNumber("width", card.Width);
        writer.WriteNumber("headWidth", card.HeadWidth);
        writer.WriteNumber("mlpWidth", card.MlpWidth);
        writer.WriteNumber("vocabularySize", card.VocabularySize);
        if (card.MaxPositions is { } positions)
        {
            writer.WriteNumber("maxPositions", positions);
        }

        writer.WriteNumber("parameterCount", card.ParameterCount);
        WriteTexts(writer, "labels", card.Labels);
        WriteTexts(writer, "caveats", card.Caveats);
        WriteTexts(writer, "stages", model.Stages.Select(stage => stage.Name));
        writer.WriteStartArray("hookPoints");
        foreach (HookPoint hook in model.Hooks)
        {
            writer.WriteStartObject();
            writer.WriteString("name", hook.Name.Value);
            writer.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(hook.Kind.ToString()));
            writer.WriteString("shape", hook.Spec.ToString());
            writer.WriteString("unit", hook.Spec.Unit);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
