namespace AttentionLens.Heads;

/// <summary>Which word of a text each token belongs to. Words are what white space separates.</summary>
internal static class WordPlaces
{
    /// <summary>The words of a text, as [start, end) in UTF-16 units.</summary>
    public static IReadOnlyList<(int Start, int End)> Words(string text)
    {
        List<(int, int)> words = [];
        int start = -1;
        for (int index = 0; index <= text.Length; index++)
        {
            bool isInside = index < text.Length && !char.IsWhiteSpace(text[index]);
            if (isInside && start < 0)
            {
                start = index;
            }
            else if (!isInside && start >= 0)
            {
                words.Add((start, index));
                start = -1;
            }
        }

        return words;
    }

    /// <summary>The word of each token, or -1 for a token that no word stands behind.</summary>
    /// <param name="text">The text.</param>
    /// <param name="words">Its words.</param>
    /// <param name="tokens">The tokens.</param>
    public static int[] Of(string text, IReadOnlyList<(int Start, int End)> words, ReadOnlySpan<LensToken> tokens)
    {
        int[] places = new int[tokens.Length];
        for (int index = 0; index < tokens.Length; index++)
        {
            // A token that took the space before a word along still ends in it.
            int start = Math.Clamp(tokens[index].Source.Start.GetOffset(text.Length), 0, text.Length);
            int last = Math.Clamp(tokens[index].Source.End.GetOffset(text.Length), 0, text.Length) - 1;
            places[index] = last < start ? -1 : Containing(words, last);
        }

        return places;
    }

    private static int Containing(IReadOnlyList<(int Start, int End)> words, int unit)
    {
        (int low, int high) = (0, words.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (unit < words[middle].Start)
            {
                high = middle - 1;
            }
            else if (unit >= words[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return middle;
            }
        }

        return -1;
    }
}
