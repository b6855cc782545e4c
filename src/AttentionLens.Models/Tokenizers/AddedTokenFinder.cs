namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds added tokens in a text, from left to right and the longest at each place.</summary>
internal sealed class AddedTokenFinder
{
    private readonly TokenTrie _trie = new();
    private readonly List<AddedToken> _tokens = [];

    /// <summary>Looks for a token under the spelling that it has in the texts to come.</summary>
    public void Add(AddedToken token, ReadOnlySpan<char> spelling)
    {
        if (spelling.Length > 0)
        {
            _trie.Add(spelling, _tokens.Count);
            _tokens.Add(token);
        }
    }

    /// <summary>The text in stretches: an added token, or null for what stands between.</summary>
    public List<(AlignedText Text, AddedToken? Token)> Split(AlignedText text)
    {
        List<(AlignedText, AddedToken?)> stretches = [];
        int copied = 0;
        for (int at = 0; _tokens.Count > 0 && at < text.Length;)
        {
            int length = _trie.LongestMatch(TokenTrie.Root, text.Units[at..], out int index);
            if (length == 0 || (_tokens[index].SingleWord && TouchesWord(text.Units, at, at + length)))
            {
                at++;
                continue;
            }

            AddedToken token = _tokens[index];
            (int start, int end) = Widen(text.Units, at, at + length, copied, token);
            if (start > copied)
            {
                stretches.Add((text.Slice(copied, start - copied), null));
            }

            stretches.Add((text.Slice(start, end - start), token));
            copied = end;
            at = end;
        }

        if (copied < text.Length)
        {
            stretches.Add((text.Slice(copied, text.Length - copied), null));
        }

        return stretches;
    }

    private static (int Start, int End) Widen(ReadOnlySpan<char> units, int start, int end, int floor, AddedToken token)
    {
        while (token.StripsLeft && start > floor && char.IsWhiteSpace(units[start - 1]))
        {
            start--;
        }

        while (token.StripsRight && end < units.Length && char.IsWhiteSpace(units[end]))
        {
            end++;
        }

        return (start, end);
    }

    private static bool TouchesWord(ReadOnlySpan<char> units, int start, int end)
    {
        int before = start - 1;
        if (before > 0 && char.IsLowSurrogate(units[before]) && char.IsHighSurrogate(units[before - 1]))
        {
            before--;
        }

        return (before >= 0 && CodePoint.IsWord(CodePoint.At(units, before, out _)))
            || (end < units.Length && CodePoint.IsWord(CodePoint.At(units, end, out _)));
    }
}
