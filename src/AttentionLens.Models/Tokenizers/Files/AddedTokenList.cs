namespace AttentionLens.Models.Tokenizers;

/// <summary>Gathers added tokens and keeps them in step with the vocabulary.</summary>
internal sealed class AddedTokenList(Vocabulary vocabulary)
{
    private readonly List<AddedToken> _tokens = [];
    private readonly HashSet<string> _contents = new(StringComparer.Ordinal);

    public IReadOnlyList<AddedToken> Tokens => _tokens;

    /// <summary>Adds a token with its id; the vocabulary takes it up unless it has it already.</summary>
    public void Add(AddedToken token, string place)
    {
        if (!_contents.Add(token.Content))
        {
            throw new LensInputException($"{place}: the added token {Quote.Short(token.Content)} stands there twice; keep one.");
        }

        if (!vocabulary.TryGetId(token.Content, out int id))
        {
            vocabulary.Add(token.Content, token.Id, place);
        }
        else if (id != token.Id)
        {
            throw new LensInputException(
                $"{place}: the added token {Quote.Short(token.Content)} has the id {token.Id}, and {id} in the vocabulary; make them agree.");
        }

        _tokens.Add(token);
    }

    /// <summary>Adds the special tokens that the vocabulary has and that are not listed yet.</summary>
    public void AddSpecial(SpecialTokens special)
    {
        foreach (string content in special.All)
        {
            if (content.Length > 0 && !_contents.Contains(content) && vocabulary.TryGetId(content, out int id))
            {
                _contents.Add(content);
                _tokens.Add(new AddedToken(content, id) { IsSpecial = true });
            }
        }
    }
}
