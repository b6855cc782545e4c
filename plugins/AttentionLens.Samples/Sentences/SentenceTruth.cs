using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>What decides a verb's number, as keys of an input line.</summary>
internal static class SentenceTruth
{
    /// <summary>The token of the first word: one token begins a text.</summary>
    public const int FirstWord = 1;

    /// <summary>Writes the keys.</summary>
    /// <param name="json">Gets them.</param>
    /// <param name="sentence">The sentence.</param>
    public static void Write(Utf8JsonWriter json, AgreementSentence sentence)
    {
        (int start, int end) = sentence.BeforeVerb.Spans[sentence.Subject.Place];
        json.WriteStartArray("evidence");
        json.WriteStartArray();
        json.WriteNumberValue(start);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndArray();
        WritePlaces(json, "evidence_tokens", [sentence.Subject]);
        WritePlaces(json, "attractor_tokens", sentence.Attractors);
        WritePlaces(json, "opposite_attractor_tokens", sentence.Attractors.Where(attractor => attractor.IsPlural != sentence.Subject.IsPlural));
        json.WriteString("number", sentence.Subject.IsPlural ? "plural" : "singular");
        json.WriteString("construction", sentence.Construction.Name);
    }

    private static void WritePlaces(Utf8JsonWriter json, string name, IEnumerable<SentenceNoun> nouns)
    {
        json.WriteStartArray(name);
        foreach (SentenceNoun noun in nouns)
        {
            json.WriteNumberValue(noun.Place + FirstWord);
        }

        json.WriteEndArray();
    }
}
