using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>A repeated sequence as a line of <c>induction.jsonl</c>.</summary>
internal static class InductionLine
{
    /// <summary>The content of the file.</summary>
    /// <param name="sequences">The sequences.</param>
    public static byte[] WriteAll(ImmutableArray<RepeatedSequence> sequences) =>
        [.. sequences.SelectMany((sequence, index) => Write(string.Create(CultureInfo.InvariantCulture, $"induction-{index + 1:000}"), sequence))];

    private static byte[] Write(string id, RepeatedSequence sequence) => JsonText.WriteLine(json =>
    {
        int position = sequence.Ids.Length - 2;
        json.WriteString("id", id);
        WriteNumbers(json, "ids", sequence.Ids);
        WriteNumbers(json, "labels", sequence.Labels);
        json.WriteNumber("target", sequence.Ids[position + 1]);
        json.WriteNumber("position", position);
        WriteNumbers(json, "evidence_tokens", [position + 1 - sequence.Period]);
        json.WriteNumber("period", sequence.Period);
    });

    private static void WriteNumbers(Utf8JsonWriter json, string name, ImmutableArray<int> numbers)
    {
        json.WriteStartArray(name);
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }
}
