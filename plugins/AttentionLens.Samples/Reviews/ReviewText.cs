using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Samples;

/// <summary>A review as written: spaced, with capitals after full stops, and with the place of every word.</summary>
/// <param name="Text">The text.</param>
/// <param name="Spans">[start, end) of each word in UTF-16 units of the text.</param>
internal sealed record ReviewText(string Text, ImmutableArray<(int Start, int End)> Spans)
{
    /// <summary>Writes words out.</summary>
    /// <param name="words">The words.</param>
    public static ReviewText Of(ImmutableArray<ReviewWord> words) => Of([.. words.Select(word => word.Text)]);

    /// <summary>Writes words out.</summary>
    /// <param name="words">The words and marks.</param>
    public static ReviewText Of(ImmutableArray<string> words)
    {
        StringBuilder text = new();
        ImmutableArray<(int, int)>.Builder spans = ImmutableArray.CreateBuilder<(int, int)>(words.Length);
        bool begins = true;
        for (int index = 0; index < words.Length; index++)
        {
            string word = words[index];
            bool isMark = IsMark(word);
            if (word == "a" && index + 1 < words.Length && TakesAn(words[index + 1]))
            {
                word = "an";
            }

            if (text.Length > 0 && !isMark)
            {
                text.Append(' ');
            }

            int start = text.Length;
            text.Append(begins && !isMark ? $"{char.ToUpperInvariant(word[0])}{word[1..]}" : word);
            spans.Add((start, text.Length));
            begins = isMark ? word != "," : false;
        }

        return new ReviewText(text.ToString(), spans.DrainToImmutable());
    }

    private static bool IsMark(string word) => word is "." or "," or "!";

    // English goes by sound: "a useless film", though u is a vowel letter.
    private static bool TakesAn(string word) => "aeio".Contains(word[0], StringComparison.Ordinal)
        || (word[0] == 'u' && !word.StartsWith("us", StringComparison.Ordinal));
}
