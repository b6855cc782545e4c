using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AttentionLens.Rendering;

/// <summary>Writes what the explorer knows beside the weights: texts, scores, names and colours. The writer escapes every character that ends an element.</summary>
internal static class ExplorerJson
{
    public static string Write(AnalysisReport report, ExplorerSelection selection)
    {
        using MemoryStream destination = new();
        using (Utf8JsonWriter writer = new(destination))
        {
            writer.WriteStartObject();
            WriteAttentions(writer, report, selection.Attentions);
            WriteScores(writer, selection.Attentions.IsEmpty ? [] : ExplorerScores.All(report));
            ImmutableArray<HeadMapFigure> maps = ExplorerMaps.Of(report);
            ExplorerMaps.Write(writer, maps);
            WriteColors(writer, selection.Attentions.IsEmpty && maps.IsEmpty ? [] : [RenderTheme.Light, RenderTheme.Dark]);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(destination.GetBuffer(), 0, (int)destination.Length);
    }

    private static void WriteAttentions(Utf8JsonWriter writer, AnalysisReport report, ImmutableArray<ExplorerAttention> attentions)
    {
        Dictionary<long, string> names = report.Examples.DistinctBy(example => example.Index).ToDictionary(example => example.Index, ReportFacts.ExampleName);
        writer.WriteStartArray("attentions");
        foreach (ExplorerAttention attention in attentions)
        {
            HeadViewFigure figure = attention.Figure;
            string kind = AttentionKind.Of(figure);
            writer.WriteStartObject();
            writer.WriteString("title", VisibleText.Of(figure.Title));
            writer.WriteString("figure", HtmlFigures.IdOf(figure.Id));
            writer.WriteString("kind", kind);
            writer.WriteString("label", AttentionKind.Label(kind));
            WriteExample(writer, figure.Address.Example);
            if (figure.Address.Example is { } example)
            {
                writer.WriteString("name", names.GetValueOrDefault(example) ?? string.Create(CultureInfo.InvariantCulture, $"Example {example}"));
            }

            writer.WriteNumber("levels", attention.Detail.Levels);
            WriteTexts(writer, "queries", figure.Queries.Labels, attention.Queries);
            WriteTexts(writer, "keys", figure.Keys.Labels, attention.Keys);
            WriteNumbers(writer, "querySentences", figure.QuerySentences.Take(attention.Queries));
            WriteNumbers(writer, "keySentences", figure.KeySentences.Take(attention.Keys));
            WriteNumbers(writer, "layers", attention.Heads.Select(head => head.Layer));
            WriteNumbers(writer, "heads", attention.Heads.Select(head => head.Head));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteScores(Utf8JsonWriter writer, ImmutableArray<ExplorerScores> all)
    {
        writer.WriteStartArray("scores");
        foreach (ExplorerScores scores in all)
        {
            ColorScale scale = scores.Scores.Scale;
            writer.WriteStartObject();
            writer.WriteString("name", VisibleText.Of(scores.Name));
            writer.WriteString("figure", HtmlFigures.IdOf(scores.Figure));
            WriteExample(writer, scores.Example);
            writer.WriteString("unit", VisibleText.Of(scale.Unit));
            writer.WriteBoolean("signed", scale.Kind == ColorScaleKind.Diverging);
            WriteNumber(writer, "minimum", scale.Minimum);
            WriteNumber(writer, "maximum", scale.Maximum);
            WriteTexts(writer, "tokens", scores.Tokens, scores.Tokens.Length);
            writer.WriteStartArray("values");
            foreach (float value in scores.Scores.Values)
            {
                if (float.IsFinite(value))
                {
                    writer.WriteNumberValue(value);
                }
                else
                {
                    writer.WriteNullValue();
                }
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteColors(Utf8JsonWriter writer, ReadOnlySpan<RenderTheme> themes)
    {
        writer.WriteStartObject("colors");
        foreach (RenderTheme theme in themes)
        {
            Ground ground = Ground.For(theme);
            writer.WriteStartObject(theme == RenderTheme.Dark ? "dark" : "light");
            writer.WriteString("sequential", Levels(ColorScaleKind.Sequential, theme));
            writer.WriteString("diverging", Levels(ColorScaleKind.Diverging, theme));
            writer.WriteString("paper", ground.Paper);
            writer.WriteString("ink", ground.Ink);
            writer.WriteString("muted", ground.Muted);
            writer.WriteString("line", ground.Line);
            writer.WriteString("missing", ground.Missing.Hex);
            writer.WriteStartArray("heads");
            foreach (Rgb color in HeadColors.For(theme))
            {
                writer.WriteStringValue(color.Hex);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static string Levels(ColorScaleKind kind, RenderTheme theme) => string.Concat(ColorMaps.For(kind, theme).Table.Select(color => color.Hex[1..]));

    private static void WriteExample(Utf8JsonWriter writer, long? example)
    {
        if (example is { } index)
        {
            writer.WriteNumber("example", index);
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value) => writer.WriteNumber(name, double.IsFinite(value) ? value : 0);

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts, int count)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts.Take(count))
        {
            writer.WriteStringValue(VisibleText.Label(text));
        }

        writer.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (int number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }
}
