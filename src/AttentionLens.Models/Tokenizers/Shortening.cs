namespace AttentionLens.Models.Tokenizers;

/// <summary>Shortens sequences of tokens to what fits.</summary>
internal static class Shortening
{
    /// <summary>How many tokens each sequence keeps.</summary>
    public static (int First, int Second) Keep(int first, int? second, int room, TruncationStrategy strategy)
    {
        int other = second ?? 0;
        int excess = first + other - room;
        if (excess <= 0)
        {
            return (first, other);
        }

        switch (strategy)
        {
            case TruncationStrategy.OnlyFirst when first >= excess:
                return (first - excess, other);
            case TruncationStrategy.OnlySecond when second is not null && other >= excess:
                return (first, other - excess);
            case TruncationStrategy.LongestFirst:
                return KeepLongestFirst(first, other, room);
            default:
                throw new LensInputException(
                    $"The text has {first} and its pair {other} tokens where {room} fit, which {strategy} cannot reach; "
                    + $"use {nameof(TruncationStrategy.LongestFirst)} or a greater length.");
        }
    }

    // One token at a time from the longer, the second at a tie, in closed form: level both, then take turns from the second.
    private static (int First, int Second) KeepLongestFirst(int first, int second, int room)
    {
        int shorter = Math.Min(first, second);
        if (2L * shorter <= room)
        {
            return first > second ? (room - second, second) : (first, room - first);
        }

        return (room - (room / 2), room / 2);
    }

    /// <summary>Takes tokens from one end.</summary>
    public static void Cut(List<LensToken> tokens, int keep, TextSide side)
    {
        int excess = tokens.Count - keep;
        tokens.RemoveRange(side == TextSide.Right ? keep : 0, excess);
    }
}
