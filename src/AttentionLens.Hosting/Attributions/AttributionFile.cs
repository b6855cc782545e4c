using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AttentionLens.Engine;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Hosting;

/// <summary>An attribution as a safetensors file: <c>scores</c>, where the method has them <c>feature_scores</c> and more, and what was explained
/// as JSON in the header's <c>meta</c>.</summary>
public static class AttributionFile
{
    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="attribution">The answer.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="objective">What was explained.</param>
    /// <param name="baseline">What stood for the absence of an input.</param>
    /// <param name="options">The method's settings as the user gave them.</param>
    /// <exception cref="LensInputException">The file cannot be written.</exception>
    public static void Save(
        string path,
        AttributionResult attribution,
        string method,
        Objective objective,
        AttributionBaseline baseline,
        ImmutableArray<KeyValuePair<string, string>> options)
    {
        SafetensorsWriter writer = new();
        Add(writer, "scores", attribution.Scores);
        if (attribution.FeatureScores is { } features)
        {
            Add(writer, "feature_scores", features);
        }

        foreach ((string name, TensorValue value) in attribution.Extras)
        {
            Add(writer, name, value);
        }

        writer.AddMetadata("meta", Meta(attribution, method, objective, baseline, options));
        writer.Save(path);
    }

    private static void Add(SafetensorsWriter writer, string name, TensorValue value) =>
        writer.Add(name, [.. value.Shape.Select(extent => (long)extent)], value.Values.ToArray());

    private static string Meta(
        AttributionResult attribution, string method, Objective objective, AttributionBaseline baseline, ImmutableArray<KeyValuePair<string, string>> options)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("method", method);
            json.WriteString("objective", AttributionNames.Of(objective));
            json.WriteString("baseline", AttributionNames.Of(baseline));
            json.WriteStartObject("options");
            foreach ((string name, string value) in options.OrderBy(option => option.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            WriteWhole(json, "target", attribution.Targets.Select(target => target.Class));
            if (attribution.Targets.Any(target => target.Against is not null))
            {
                WriteWhole(json, "against", attribution.Targets.Select(target => target.Against));
            }

            WriteWhole(json, "position", attribution.Targets.Select(target => target.Position));
            WriteNumbers(json, "target_value", attribution.TargetValues);
            WriteNumbers(json, "completeness_delta", attribution.CompletenessDeltas);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteWhole(Utf8JsonWriter json, string name, IEnumerable<int?> values)
    {
        json.WriteStartArray(name);
        foreach (int? value in values)
        {
            if (value is { } number)
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<double> values)
    {
        if (values.IsDefault)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (double value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
