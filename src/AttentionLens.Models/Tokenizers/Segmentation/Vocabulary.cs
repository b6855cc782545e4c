using System.Diagnostics.CodeAnalysis;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Tokens and their ids, both ways.</summary>
internal sealed class Vocabulary
{
    /// <summary>Ids from here on are refused: they would ask for embeddings of many gigabytes.</summary>
    public const int IdLimit = 1 << 24;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly Dictionary<int, string> _tokens = [];

    public Vocabulary()
    {
        _spans = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>One more than the largest id.</summary>
    public int Size { get; private set; }

    /// <summary>Every token with its id, in the order of the file.</summary>
    public IEnumerable<KeyValuePair<string, int>> Tokens => _ids;

    public void Add(string token, int id, string place)
    {
        if (id is < 0 or >= IdLimit)
        {
            throw new LensInputException($"{place}: token {Quote.Short(token)} has the id {id}; expected 0 to {IdLimit - 1}.");
        }

        if (!_ids.TryAdd(token, id))
        {
            throw new LensInputException(
                $"{place}: token {Quote.Short(token)} stands in the vocabulary twice, with the ids {_ids[token]} and {id}; keep one.");
        }

        if (!_tokens.TryAdd(id, token))
        {
            throw new LensInputException(
                $"{place}: the id {id} belongs to two tokens, {Quote.Short(_tokens[id])} and {Quote.Short(token)}; give each its own.");
        }

        Size = Math.Max(Size, id + 1);
    }

    public bool TryGetId(ReadOnlySpan<char> token, out int id) => _spans.TryGetValue(token, out id);

    public bool TryGetToken(int id, [NotNullWhen(true)] out string? token) => _tokens.TryGetValue(id, out token);

    /// <summary>The token of an id, or nothing.</summary>
    public string TextOf(int id) => TryGetToken(id, out string? token) ? token : string.Empty;

    public int? IdOf(ReadOnlySpan<char> token) => TryGetId(token, out int id) ? id : null;

    /// <summary>The id of a token that the tokenizer cannot do without.</summary>
    public int Require(string token, string place) =>
        IdOf(token) ?? throw new LensInputException(
            $"{place}: token {Quote.Short(token)} is not in the vocabulary of {_ids.Count} tokens; add it or name another.");
}
