namespace AttentionLens.Models.Tokenizers;

/// <summary>Finds a text, unit by unit.</summary>
internal sealed class PlainTextPattern(string sought) : TextPattern
{
    public override List<(int Start, int Length)> Matches(ReadOnlySpan<char> text)
    {
        List<(int, int)> matches = [];
        int found = text.IndexOf(sought);
        for (int from = 0; found >= 0; found = text[from..].IndexOf(sought))
        {
            matches.Add((from + found, sought.Length));
            from += found + sought.Length;
        }

        return matches;
    }
}
