using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Importance as JSON: one object for one method; for several an object with <c>methods</c> and <c>rank_correlation</c>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Results">What each method says.</param>
public sealed record ImportanceReport(string Model, ImmutableArray<ImportanceResult> Results)
{
    /// <summary>The report as JSON: the same bytes for the same numbers.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (Results.Length == 1)
            {
                Write(json, Results[0]);
            }
            else
            {
                WriteAll(json);
            }
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length) + "\n";
    }

    private void WriteAll(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("methods");
        foreach (ImportanceResult result in Results)
        {
            Write(json, result);
        }

        json.WriteEndArray();
        json.WriteStartArray("rank_correlation");
        for (int one = 0; one < Results.Length; one++)
        {
            for (int other = one + 1; other < Results.Length; other++)
            {
                foreach (UnitKind kind in Results[one].Units.Select(unit => unit.Unit.Kind).Distinct())
                {
                    WriteAgreement(json, Results[one], Results[other], kind);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteAgreement(Utf8JsonWriter json, ImportanceResult one, ImportanceResult other, UnitKind kind)
    {
        ImmutableArray<double> left = Scores(one, kind);
        ImmutableArray<double> right = Scores(other, kind);
        json.WriteStartObject();
        json.WriteStartArray("methods");
        json.WriteStringValue(one.Method);
        json.WriteStringValue(other.Method);
        json.WriteEndArray();
        json.WriteString("kind", ModelUnits.WordOf(kind));
        json.WriteNumber("units", left.Length);
        WriteNumber(json, "spearman", RankCorrelation.Spearman(left, right));
        WriteNumber(json, "kendall", RankCorrelation.Kendall(left, right));
        json.WriteEndObject();
    }

    private static ImmutableArray<double> Scores(ImportanceResult result, UnitKind kind) => [.. result.Units.Where(unit => unit.Unit.Kind == kind).Select(unit => unit.Score)];

    private void Write(Utf8JsonWriter json, ImportanceResult result)
    {
        json.WriteStartObject();
        json.WriteString("method", result.Method);
        json.WriteString("metric", ImportanceNames.Of(result.Metric));
        json.WriteNumber("baseline", result.Baseline);
        json.WriteStartArray("units");
        foreach (UnitImportance unit in result.Units)
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteString("model", Model);
        json.WriteNumber("examples", result.Examples.Length);
        json.WriteNumber("seed", result.Seed);
        json.WriteNumber("resamples", result.Resamples);
        json.WriteStartObject("measures");
        foreach (Measure measure in result.Measures)
        {
            WriteNumber(json, measure.Name, measure.Value);
        }

        json.WriteEndObject();
        SweepJson.Write(json, result.Sweeps);
        json.WriteStartArray("findings");
        foreach (ImportanceFinding finding in ImportanceFindings.Of(result))
        {
            Write(json, finding);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImportanceFinding said)
    {
        json.WriteStartObject();
        json.WriteString("rule", said.Finding.Descriptor.Id);
        json.WriteString("message", said.Finding.Message);
        json.WriteStartObject("measures");
        foreach (Measure measure in said.Finding.Measures)
        {
            WriteNumber(json, measure.Name, measure.Value);
        }

        json.WriteEndObject();
        json.WriteStartArray("interventions");
        foreach (Intervention intervention in said.Proposal)
        {
            InterventionJson.Write(json, intervention);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnitImportance unit)
    {
        json.WriteStartObject();
        json.WriteString("kind", ModelUnits.WordOf(unit.Unit.Kind));
        json.WriteString("stack", unit.Unit.Stack);
        json.WriteNumber("layer", unit.Unit.Layer);
        WriteNumber(json, "head", unit.Unit.Head);
        json.WriteNumber("score", unit.Score);
        WriteNumber(json, "value", unit.Value);
        if (unit.Interval is { } interval)
        {
            json.WriteStartArray("ci");
            json.WriteNumberValue(interval.Low);
            json.WriteNumberValue(interval.High);
            json.WriteEndArray();
        }
        else
        {
            json.WriteNull("ci");
        }

        if (unit.StandardError is { } error)
        {
            json.WriteNumber("standard_error", error);
        }

        foreach ((string name, double value) in unit.Extras)
        {
            WriteNumber(json, name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
