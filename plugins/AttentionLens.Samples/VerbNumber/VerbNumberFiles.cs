using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>The files that follow from the seed alone, before any training.</summary>
internal static class VerbNumberFiles
{
    /// <summary>The held-out sentences.</summary>
    public const string Sentences = "evaluation.jsonl";

    // The shape is that of Abnar and Zuidema 2020. The first weights are BERT's own: larger ones learn in fewer steps, but then the last
    // layer finds the subject where it stands, and little is mixed in the layers below.
    private static readonly BertConfig Config = new(Layers: 6, Heads: 8, ["singular", "plural"]) { MaxPositions = 32, InitializerRange = 0.02 };

    /// <summary>The files.</summary>
    /// <param name="sentences">The held-out sentences.</param>
    /// <returns>The names and contents.</returns>
    public static IReadOnlyDictionary<string, byte[]> Of(ImmutableArray<AgreementSentence> sentences)
    {
        // Whole words: what a word costs is not to be split among its pieces.
        ImmutableArray<string> vocabulary = [.. WordPieceVocabulary.Special, .. AgreementLexicon.All];
        return new SortedDictionary<string, byte[]>(
            new Dictionary<string, byte[]>(WordPieceFiles.Of(vocabulary, Config.MaxPositions)), StringComparer.Ordinal)
        {
            ["config.json"] = Config.Write(vocabulary.Length),
            [Sentences] = [.. sentences.SelectMany((sentence, index) => Line(index + 1, sentence))],
        };
    }

    private static byte[] Line(int number, AgreementSentence sentence) => JsonText.WriteLine(json =>
    {
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture, $"verb-number-{number:000}"));
        json.WriteString("text", sentence.BeforeVerb.Text);
        json.WriteNumber("label", VerbNumberCorpus.LabelOf(sentence));
        SentenceTruth.Write(json, sentence);
    });
}
