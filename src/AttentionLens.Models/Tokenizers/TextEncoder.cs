namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns one text into tokens: added tokens first, then what stands between them, normalized, cut and segmented.</summary>
internal sealed class TextEncoder
{
    private readonly TokenizerParts _parts;
    private readonly AddedTokenFinder _original = new();
    private readonly AddedTokenFinder _normalized = new();
    private readonly HashSet<int> _special;

    public TextEncoder(TokenizerParts parts)
    {
        _parts = parts;
        _special = [.. parts.AddedTokens.Where(token => token.IsSpecial).Select(token => token.Id)];
        foreach (AddedToken token in parts.AddedTokens)
        {
            if (token.Normalized)
            {
                _normalized.Add(token, Normalize(AlignedText.Of(token.Content)).Units);
            }
            else
            {
                _original.Add(token, token.Content);
            }
        }
    }

    public bool IsSpecial(int id) => _special.Contains(id);

    public List<LensToken> Encode(string text)
    {
        AlignedText whole = WithPrefixSpace(AlignedText.Of(text));
        List<LensToken> tokens = [];
        List<PieceToken> segments = [];
        foreach ((AlignedText stretch, AddedToken? found) in _original.Split(whole))
        {
            if (found is not null)
            {
                tokens.Add(Token(found, stretch));
                continue;
            }

            foreach ((AlignedText part, AddedToken? inner) in _normalized.Split(Normalize(stretch)))
            {
                if (inner is not null)
                {
                    tokens.Add(Token(inner, part));
                }
                else
                {
                    Segment(part, text, segments, tokens);
                }
            }
        }

        return tokens;
    }

    private static LensToken Token(AddedToken token, AlignedText text)
    {
        (int start, int end) = text.SourceOf(0, text.Length);
        return new LensToken(token.Id, token.Content, start..end, token.IsSpecial);
    }

    private AlignedText WithPrefixSpace(AlignedText text)
    {
        bool bare = text.Length > 0 && !char.IsWhiteSpace(text.Units[0]);
        if (!_parts.PreTokenizer.AddsPrefixSpace || (_parts.KeepsLeadingSpace && !bare))
        {
            return text;
        }

        AlignedTextBuilder builder = new(text);
        builder.Append(' ', 0, 0);
        builder.AppendFrom(text, 0, text.Length);
        return builder.Build();
    }

    private AlignedText Normalize(AlignedText text) => _parts.Normalizer?.Normalize(text) ?? text;

    private void Segment(AlignedText text, string source, List<PieceToken> segments, List<LensToken> tokens)
    {
        List<AlignedText> pieces = [];
        _parts.PreTokenizer.Split(text, pieces);
        foreach (AlignedText piece in pieces)
        {
            segments.Clear();
            _parts.Model.Segment(piece.Units, segments);
            foreach (PieceToken segment in segments)
            {
                (int start, int end) = piece.SourceOf(segment.Start, segment.Length);
                tokens.Add(new LensToken(segment.Id, TokenText(segment.Id), Trim(source, start, end), IsSpecial: false));
            }
        }
    }

    private string TokenText(int id) => _parts.Vocabulary.TryGetToken(id, out string? token) ? token : string.Empty;

    private Range Trim(string source, int start, int end)
    {
        while (_parts.PostProcessor.TrimsSources && start < end && char.IsWhiteSpace(source[start]))
        {
            start++;
        }

        while (_parts.PostProcessor.TrimsSources && end > start && char.IsWhiteSpace(source[end - 1]))
        {
            end--;
        }

        return start..end;
    }
}
