namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns one text into tokens: added tokens first, then what stands between them.</summary>
internal sealed class TextEncoder
{
    private readonly StretchEncoder _stretches;
    private readonly AddedTokenFinder _added = new();
    private readonly HashSet<int> _special;

    public TextEncoder(TokenizerParts parts)
    {
        _stretches = parts.Stretches;
        _special = [.. parts.AddedTokens.Where(token => token.IsSpecial).Select(token => token.Id)];
        foreach (AddedToken token in parts.AddedTokens.Where(token => !token.Normalized))
        {
            _added.Add(token, token.Content);
        }
    }

    public bool IsSpecial(int id) => _special.Contains(id);

    public List<LensToken> Encode(string text)
    {
        List<LensToken> tokens = [];
        foreach ((AlignedText stretch, AddedToken? found) in _added.Split(_stretches.Prepare(AlignedText.Of(text))))
        {
            if (found is not null)
            {
                tokens.Add(found.In(stretch));
            }
            else
            {
                _stretches.Encode(stretch, text, tokens);
            }
        }

        _stretches.Complete(tokens);
        return tokens;
    }
}
