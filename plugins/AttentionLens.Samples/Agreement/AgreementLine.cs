using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace AttentionLens.Samples;

/// <summary>A held-out sentence up to its verb as a line of <c>evaluation.jsonl</c>.</summary>
internal static class AgreementLine
{
    // The token that begins a text stands before the words.
    private const int FirstWord = 1;

    /// <summary>The text up to the verb.</summary>
    /// <param name="sentence">The sentence.</param>
    public static string TextOf(AgreementSentence sentence) => Written(sentence).Text;

    /// <summary>The content of the file.</summary>
    /// <param name="sentences">The sentences.</param>
    public static byte[] WriteAll(ImmutableArray<AgreementSentence> sentences) =>
        [.. sentences.SelectMany((sentence, index) => Write(string.Create(CultureInfo.InvariantCulture, $"agreement-{index + 1:000}"), sentence))];

    private static byte[] Write(string id, AgreementSentence sentence) => JsonText.WriteLine(json =>
    {
        (string text, ImmutableArray<(int Start, int End)> spans) = Written(sentence);
        json.WriteString("id", id);
        json.WriteString("text", text);
        json.WriteNumber("target", SentenceVocabulary.IdOf(sentence.RightForm));
        json.WriteNumber("position", sentence.VerbPlace - 1 + FirstWord);
        json.WriteNumber("wrong_target", SentenceVocabulary.IdOf(sentence.WrongForm));
        json.WriteString("verb", sentence.RightForm);
        json.WriteString("wrong_verb", sentence.WrongForm);
        json.WriteStartArray("evidence");
        json.WriteStartArray();
        json.WriteNumberValue(spans[sentence.Subject.Place].Start);
        json.WriteNumberValue(spans[sentence.Subject.Place].End);
        json.WriteEndArray();
        json.WriteEndArray();
        WritePlaces(json, "evidence_tokens", [sentence.Subject]);
        WritePlaces(json, "attractor_tokens", sentence.Attractors);
        WritePlaces(json, "opposite_attractor_tokens", sentence.Attractors.Where(attractor => attractor.IsPlural != sentence.Subject.IsPlural));
        json.WriteString("number", sentence.Subject.IsPlural ? "plural" : "singular");
        json.WriteString("construction", sentence.Construction.Name);
    });

    private static void WritePlaces(Utf8JsonWriter json, string name, IEnumerable<SentenceNoun> nouns)
    {
        json.WriteStartArray(name);
        foreach (SentenceNoun noun in nouns)
        {
            json.WriteNumberValue(noun.Place + FirstWord);
        }

        json.WriteEndArray();
    }

    private static ReviewText Written(AgreementSentence sentence) => ReviewText.Of(sentence.Words[..sentence.VerbPlace]);
}
