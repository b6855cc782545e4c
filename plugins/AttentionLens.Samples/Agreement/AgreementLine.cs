using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>A held-out sentence up to its verb as a line of <c>evaluation.jsonl</c>.</summary>
internal static class AgreementLine
{
    /// <summary>The text up to the verb.</summary>
    /// <param name="sentence">The sentence.</param>
    public static string TextOf(AgreementSentence sentence) => sentence.BeforeVerb.Text;

    /// <summary>The content of the file.</summary>
    /// <param name="sentences">The sentences.</param>
    public static byte[] WriteAll(ImmutableArray<AgreementSentence> sentences) =>
        [.. sentences.SelectMany((sentence, index) => Write(string.Create(CultureInfo.InvariantCulture, $"agreement-{index + 1:000}"), sentence))];

    private static byte[] Write(string id, AgreementSentence sentence) => JsonText.WriteLine(json =>
    {
        json.WriteString("id", id);
        json.WriteString("text", TextOf(sentence));
        json.WriteNumber("target", SentenceVocabulary.IdOf(sentence.RightForm));
        json.WriteNumber("position", sentence.VerbPlace - 1 + SentenceTruth.FirstWord);
        json.WriteNumber("wrong_target", SentenceVocabulary.IdOf(sentence.WrongForm));
        json.WriteString("verb", sentence.RightForm);
        json.WriteString("wrong_verb", sentence.WrongForm);
        SentenceTruth.Write(json, sentence);
    });
}
