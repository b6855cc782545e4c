namespace AttentionLens.Models.Tokenizers;

/// <summary>Splits a text at matches.</summary>
internal static class TextSplitting
{
    public static SplitBehavior ReadBehavior(ComponentSettings settings, SplitBehavior? absent = null)
    {
        string? name = settings.OptionalText("behavior");
        return name switch
        {
            null when absent is { } behavior => behavior,
            nameof(SplitBehavior.Removed) => SplitBehavior.Removed,
            nameof(SplitBehavior.Isolated) => SplitBehavior.Isolated,
            nameof(SplitBehavior.MergedWithPrevious) => SplitBehavior.MergedWithPrevious,
            nameof(SplitBehavior.MergedWithNext) => SplitBehavior.MergedWithNext,
            nameof(SplitBehavior.Contiguous) => SplitBehavior.Contiguous,
            _ => throw new LensInputException(
                $"{settings.Place}.behavior is {Quote.Short(name)}; expected one of {string.Join(", ", Enum.GetNames<SplitBehavior>())}."),
        };
    }

    /// <summary>Adds the pieces of the text, none empty.</summary>
    public static void Split(
        AlignedText text, IReadOnlyList<(int Start, int Length)> matches, SplitBehavior behavior, bool invert, List<AlignedText> pieces)
    {
        int pending = 0;
        bool afterMatch = false;
        foreach ((int start, int end, bool isMatch) in Stretches(text.Length, matches, invert))
        {
            switch (behavior)
            {
                case SplitBehavior.Removed when isMatch:
                    break;
                case SplitBehavior.MergedWithPrevious when !isMatch:
                case SplitBehavior.MergedWithNext when isMatch:
                    Add(text, pending, start, pieces);
                    pending = start;
                    continue;
                case SplitBehavior.MergedWithPrevious:
                case SplitBehavior.MergedWithNext:
                    Add(text, pending, end, pieces);
                    break;
                case SplitBehavior.Contiguous when isMatch && afterMatch:
                    pieces[^1] = text.Slice(pending, end - pending);
                    continue;
                default:
                    pending = start;
                    Add(text, start, end, pieces);
                    afterMatch = isMatch;
                    continue;
            }

            pending = end;
            afterMatch = isMatch;
        }

        if (behavior is SplitBehavior.MergedWithPrevious or SplitBehavior.MergedWithNext)
        {
            Add(text, pending, text.Length, pieces);
        }
    }

    // The text as alternating stretches; empty matches cut nothing and are left out.
    private static IEnumerable<(int Start, int End, bool IsMatch)> Stretches(
        int length, IReadOnlyList<(int Start, int Length)> matches, bool invert)
    {
        int at = 0;
        foreach ((int start, int count) in matches)
        {
            if (count == 0)
            {
                continue;
            }

            if (start > at)
            {
                yield return (at, start, invert);
            }

            yield return (start, start + count, !invert);
            at = start + count;
        }

        if (at < length)
        {
            yield return (at, length, invert);
        }
    }

    private static void Add(AlignedText text, int start, int end, List<AlignedText> pieces)
    {
        if (end > start)
        {
            pieces.Add(text.Slice(start, end - start));
        }
    }
}
