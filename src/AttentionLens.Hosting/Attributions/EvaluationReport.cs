using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>How well a model does its task, and how faithful methods are, as JSON and as a table.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Removal">What became of positions that were taken away.</param>
/// <param name="Task">The measures of each example that has an answer.</param>
/// <param name="Faithfulness">What the model says about methods; null where none was asked for.</param>
public sealed record EvaluationReport(string Model, RemovalMode Removal, ImmutableArray<ImmutableArray<Measure>> Task, FaithfulnessResult? Faithfulness)
{
    /// <summary>The report as JSON: the same bytes for the same numbers.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("model", Model);
            json.WriteNumber("answered", Task.Length);
            json.WritePropertyName("task");
            Write(json, new RankingFaithfulness("task", Task).Means);
            if (Faithfulness is { } faithfulness)
            {
                json.WriteString("removal", AttributionNames.Of(Removal));
                json.WriteNumber("examples", faithfulness.Examples.Length);
                json.WriteStartArray("methods");
                foreach (RankingFaithfulness method in Ranked(faithfulness))
                {
                    json.WriteStartObject();
                    json.WriteString("method", method.Method);
                    json.WritePropertyName("measures");
                    Write(json, method.Means);
                    if (method != faithfulness.Control)
                    {
                        FaithfulnessVerdict verdict = faithfulness.VerdictOn(method);
                        json.WriteBoolean("beats_random", verdict.BeatsRandom);
                        json.WriteString("verdict", verdict.Text);
                    }

                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    /// <summary>The report as a Markdown table, the most faithful method first.</summary>
    public string ToMarkdown()
    {
        StringBuilder text = new();
        foreach (Measure measure in new RankingFaithfulness("task", Task).Means)
        {
            text.Append(CultureInfo.InvariantCulture, $"{measure.Name}: {measure.Value:0.000} ({Task.Length} examples)\n");
        }

        if (Faithfulness is { } faithfulness)
        {
            ImmutableArray<string> columns = [.. faithfulness.Methods.Append(faithfulness.Control).SelectMany(method => method.Means).Select(measure => measure.Name).Distinct()];
            text.Append(Task.IsEmpty ? string.Empty : "\n");
            text.Append(CultureInfo.InvariantCulture, $"Faithfulness on {faithfulness.Examples.Length} examples, removal: {AttributionNames.Of(Removal)}; ↑ higher is better, ↓ lower is better.\n\n");
            text.Append("| method |").AppendJoin('|', columns.Select(name => $" {name} {(FaithfulnessNames.HigherIsBetter(name) ? "↑" : "↓")} ")).Append("| beats random |\n|---|");
            text.Append(string.Concat(Enumerable.Repeat("--:|", columns.Length))).Append("---|\n");
            foreach (RankingFaithfulness method in Ranked(faithfulness))
            {
                text.Append(CultureInfo.InvariantCulture, $"| {method.Method} |");
                foreach (string column in columns)
                {
                    text.Append(method.MeanOf(column) is { } mean ? string.Create(CultureInfo.InvariantCulture, $" {mean:0.000} |") : " |");
                }

                text.Append(method == faithfulness.Control ? " |" : faithfulness.VerdictOn(method).BeatsRandom ? " yes |" : " no |").Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<RankingFaithfulness> Ranked(FaithfulnessResult faithfulness) => faithfulness.Methods.Append(faithfulness.Control)
        .OrderByDescending(method => method.MeanOf(FaithfulnessNames.Comprehensiveness) - method.MeanOf(FaithfulnessNames.Sufficiency))
        .ThenBy(method => method.Method, StringComparer.Ordinal);

    private static void Write(Utf8JsonWriter json, ImmutableArray<Measure> measures)
    {
        json.WriteStartObject();
        foreach (Measure measure in measures)
        {
            json.WriteStartObject(measure.Name);
            json.WriteNumber("mean", measure.Value);
            json.WritePropertyName("standard_error");
            if (measure.StandardError is { } error)
            {
                json.WriteNumberValue(error);
            }
            else
            {
                json.WriteNullValue();
            }

            json.WriteString("unit", measure.Unit);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
