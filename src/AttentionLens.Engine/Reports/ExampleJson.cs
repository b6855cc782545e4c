using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Engine;

/// <summary>Examples in JSON.</summary>
internal static class ExampleJson
{
    public static void Write(Utf8JsonWriter writer, ReportExample example)
    {
        writer.WriteStartObject();
        writer.WriteNumber("index", example.Index);
        writer.Text("id", example.Id);
        writer.Text("text", example.Text);
        writer.Text("textPair", example.TextPair);
        if (example.Prediction is { } prediction)
        {
            writer.WriteStartObject("prediction");
            writer.WriteNumber("class", prediction.Class);
            writer.WriteString("label", prediction.Label);
            writer.Number("logit", prediction.Logit);
            writer.Number("probability", prediction.Probability);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("tokens");
        foreach (LensToken token in example.Tokens)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            writer.WriteString("text", token.Text);
            Write(writer, "start", token.Source.Start);
            Write(writer, "end", token.Source.End);
            if (token.IsSpecial)
            {
                writer.WriteBoolean("isSpecial", true);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static ReportExample Read(JsonNode node)
    {
        node.Only("index", "id", "text", "textPair", "prediction", "tokens");
        return new ReportExample(node.Property("index").Integer(0, long.MaxValue), node.Property("tokens").Items(ReadToken))
        {
            Id = node.Optional("id")?.Text(),
            Text = node.Optional("text")?.Text(),
            TextPair = node.Optional("textPair")?.Text(),
            Prediction = node.Optional("prediction") is { } prediction ? ReadPrediction(prediction) : null,
        };
    }

    private static ReportPrediction ReadPrediction(JsonNode node)
    {
        node.Only("class", "label", "logit", "probability");
        return new ReportPrediction(
            node.Property("class").Count(),
            node.Property("label").Text(),
            node.Property("logit").Number(),
            node.Property("probability").Number());
    }

    private static LensToken ReadToken(JsonNode node)
    {
        node.Only("id", "text", "start", "end", "isSpecial");
        return new LensToken(
            (int)node.Property("id").Integer(int.MinValue, int.MaxValue),
            node.Property("text").Text(),
            ReadIndex(node.Property("start"))..ReadIndex(node.Property("end")),
            node.Optional("isSpecial")?.Flag() ?? false);
    }

    // Sources count from the start of the text; an adapter that counts from its end is written as C# spells it.
    private static void Write(Utf8JsonWriter writer, string name, Index index)
    {
        if (index.IsFromEnd)
        {
            writer.WriteString(name, string.Create(CultureInfo.InvariantCulture, $"^{index.Value}"));
        }
        else
        {
            writer.WriteNumber(name, index.Value);
        }
    }

    private static Index ReadIndex(JsonNode node)
    {
        if (node.Kind == JsonValueKind.Number)
        {
            return node.Count();
        }

        string text = node.Text();
        return text.StartsWith('^') && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? ^value
            : throw node.Wrong("a position in the text, from 0");
    }
}
