using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>What a training reached, to be printed.</summary>
internal static class OutcomeText
{
    /// <summary>One line for each measure.</summary>
    public static string Lines(TrainingOutcome outcome) => string.Join('\n', outcome.Measures.Select(measure =>
        Printable.Line(string.Create(CultureInfo.InvariantCulture, $"{measure.Name}: {measure.Value} {measure.Unit}"))));

    /// <summary>The measures as JSON; a number that is not finite is null.</summary>
    public static string Json(TrainingOutcome outcome) => JsonText.Indented(writer =>
    {
        writer.WriteStartArray();
        foreach (Measure measure in outcome.Measures)
        {
            writer.WriteStartObject();
            writer.WriteString("name", measure.Name);
            writer.WritePropertyName("value");
            if (double.IsFinite(measure.Value))
            {
                writer.WriteNumberValue(measure.Value);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteString("unit", measure.Unit);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
