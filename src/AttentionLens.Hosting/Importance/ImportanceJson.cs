using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>The parts of importance in JSON.</summary>
internal static class ImportanceJson
{
    /// <summary>Writes what one method says into an open object.</summary>
    public static void Write(Utf8JsonWriter json, string model, ImportanceResult result)
    {
        json.WriteString("method", result.Method);
        json.WriteString("metric", ImportanceNames.Of(result.Metric));
        json.WriteNumber("baseline", result.Baseline);
        json.WriteStartArray("units");
        foreach (UnitImportance unit in result.Units)
        {
            Write(json, unit);
        }

        json.WriteEndArray();
        json.WriteString("model", model);
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
        if (result.Units.Any(unit => unit.Test is not null))
        {
            json.WriteString("correction", ImportanceNames.Of(result.Correction));
        }

        WriteTexts(json, "summary", ImportanceWords.Of(result));
    }

    /// <summary>Writes which units can go together.</summary>
    public static void Write(Utf8JsonWriter json, GreedyResult result)
    {
        json.WriteStartObject("greedy");
        WriteNumber(json, "max_drop", result.MaxDrop);
        json.WriteNumber("units", result.Units);
        json.WriteStartArray("steps");
        foreach (GreedyStep step in result.Steps)
        {
            Write(json, step);
        }

        json.WriteEndArray();
        if (result.Beyond is { } beyond)
        {
            json.WritePropertyName("beyond");
            Write(json, beyond);
        }

        WriteTexts(json, "summary", [ImportanceWords.Of(result)]);
        json.WriteEndObject();
    }

    /// <summary>Writes how units depend on each other.</summary>
    public static void Write(Utf8JsonWriter json, PairwiseResult result)
    {
        json.WriteStartObject("pairwise");
        json.WriteString("correction", ImportanceNames.Of(result.Correction));
        json.WriteStartArray("pairs");
        foreach (UnitPair pair in result.Pairs)
        {
            json.WriteStartObject();
            json.WriteStartObject("first");
            WriteUnit(json, pair.First);
            json.WriteEndObject();
            json.WriteStartObject("second");
            WriteUnit(json, pair.Second);
            json.WriteEndObject();
            json.WriteNumber("harm", pair.Harm);
            json.WriteNumber("interaction", pair.Interaction);
            WriteInterval(json, pair.Interval);
            WriteTest(json, pair.Test);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteTexts(json, "summary", [ImportanceWords.Of(result)]);
        json.WriteEndObject();
    }

    /// <summary>Writes a number, or null where it is none.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? number)
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

    private static void Write(Utf8JsonWriter json, GreedyStep step)
    {
        json.WriteStartObject();
        WriteUnit(json, step.Unit);
        json.WriteNumber("value", step.Value);
        json.WriteNumber("harm", step.Harm);
        WriteInterval(json, step.Interval);
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
        WriteUnit(json, unit.Unit);
        json.WriteNumber("score", unit.Score);
        WriteNumber(json, "value", unit.Value);
        WriteInterval(json, unit.Interval);
        WriteTest(json, unit.Test);
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

    private static void WriteUnit(Utf8JsonWriter json, ModelUnit unit)
    {
        json.WriteString("kind", ModelUnits.WordOf(unit.Kind));
        json.WriteString("stack", unit.Stack);
        json.WriteNumber("layer", unit.Layer);
        WriteNumber(json, "head", unit.Head);
    }

    private static void WriteInterval(Utf8JsonWriter json, (double Low, double High)? interval)
    {
        if (interval is not { } ends)
        {
            json.WriteNull("ci");
            return;
        }

        json.WriteStartArray("ci");
        json.WriteNumberValue(ends.Low);
        json.WriteNumberValue(ends.High);
        json.WriteEndArray();
    }

    private static void WriteTest(Utf8JsonWriter json, RemovalTest? test)
    {
        if (test is null)
        {
            return;
        }

        json.WriteStartObject("test");
        json.WriteString("name", test.Name);
        json.WriteNumber("p", test.PValue);
        json.WriteNumber("p_adjusted", test.AdjustedPValue);
        WriteNumber(json, "effect_size", test.EffectSize);
        if (test.RiskDifference is { } risk)
        {
            json.WriteNumber("risk_difference", risk);
            WriteNumber(json, "lost", test.Lost);
            WriteNumber(json, "won", test.Won);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
