using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The tokens: special ones, and every form of the lexicon.</summary>
internal static class SentenceVocabulary
{
    private static readonly FrozenDictionary<string, int> Ids = Numbers();

    /// <summary>The tokens in the order of their ids.</summary>
    public static ImmutableArray<string> Tokens { get; } = [.. WordLevelFiles.Special, .. AgreementLexicon.All];

    /// <summary>The id that stands before and behind a text.</summary>
    public static int EndId => WordLevelFiles.Special.IndexOf(WordLevelFiles.End);

    /// <summary>The id of a word.</summary>
    /// <param name="word">A form of the lexicon.</param>
    public static int IdOf(string word) => Ids[word];

    private static FrozenDictionary<string, int> Numbers() =>
        AgreementLexicon.All.Select((word, index) => (Word: word, Id: WordLevelFiles.Special.Length + index))
            .ToFrozenDictionary(entry => entry.Word, entry => entry.Id, StringComparer.Ordinal);
}
