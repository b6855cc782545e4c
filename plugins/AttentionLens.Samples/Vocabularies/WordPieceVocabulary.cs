using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The tokens of a WordPiece tokenizer: special tokens, single characters that spell whatever else is missing, and words. Words
/// that are a shorter word and a common ending, or <c>un</c> and a word, are left to their pieces.</summary>
internal static class WordPieceVocabulary
{
    /// <summary>What continues a word starts with this.</summary>
    public const string Continuation = "##";

    private const string Negation = "un";
    private const int ShortestStem = 4;
    private const char FirstPrintable = '!';
    private const char LastPrintable = '~';

    private static readonly ImmutableArray<string> Endings = ["able", "d", "ed", "ful", "ing", "ly", "ment", "s"];

    /// <summary>The special tokens, whose ids are their places here.</summary>
    public static ImmutableArray<string> Special { get; } = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>The tokens in the order of their ids.</summary>
    /// <param name="words">Words in lower case.</param>
    public static ImmutableArray<string> Build(IEnumerable<string> words)
    {
        string[] byLength =
        [
            .. words.Distinct(StringComparer.Ordinal).OrderBy(word => word.Length).ThenBy(word => word, StringComparer.Ordinal),
        ];
        HashSet<string> known = [.. byLength];
        HashSet<string> kept = [];
        HashSet<string> pieces = [];
        foreach (string word in byLength)
        {
            if (Rest(word, kept, known) is { } rest)
            {
                pieces.Add(Continuation + rest);
                kept.UnionWith(word[..^rest.Length] == Negation ? [Negation] : []);
            }
            else
            {
                kept.Add(word);
            }
        }

        string[] characters =
        [
            .. Enumerable.Range(FirstPrintable, LastPrintable - FirstPrintable + 1).Select(code => (char)code)
                .Where(character => !char.IsAsciiLetterUpper(character)).Select(character => $"{character}"),
        ];
        return
        [
            .. Special,
            .. characters,
            .. characters.Where(character => char.IsAsciiLetterOrDigit(character[0])).Select(character => Continuation + character),
            .. kept.Where(word => word.Length > 1).Order(StringComparer.Ordinal),
            .. pieces.Where(piece => piece.Length > Continuation.Length + 1).Order(StringComparer.Ordinal),
        ];
    }

    // What continues a word after its longest known beginning, where that makes sense; null: the word stays whole.
    private static string? Rest(string word, HashSet<string> kept, HashSet<string> known)
    {
        int length = word.Length - 1;
        while (length > 0 && !kept.Contains(word[..length]))
        {
            length--;
        }

        string rest = word[length..];
        if (length >= ShortestStem && Endings.Contains(rest, StringComparer.Ordinal))
        {
            return rest;
        }

        return length <= Negation.Length && word.StartsWith(Negation, StringComparison.Ordinal) && known.Contains(word[Negation.Length..])
            ? word[Negation.Length..]
            : null;
    }
}
