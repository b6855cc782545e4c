namespace AttentionLens.Models.Tokenizers;

/// <summary>Takes the longest known beginning of a word, then the longest known continuation, and so on; a word that cannot be
/// spelled to its end is unknown as a whole.</summary>
internal sealed class WordPieceModel : SegmentationModel
{
    public const string DefaultUnknown = "[UNK]";
    public const string DefaultPrefix = "##";
    public const int DefaultLongestWord = 100;

    private readonly TokenTrie _trie = new();
    private readonly int _unknown;
    private readonly int _continuation;
    private readonly int _longestWord;

    public WordPieceModel(Vocabulary vocabulary, string unknown, string prefix, int longestWord, string place)
    {
        UnknownToken = unknown;
        _unknown = vocabulary.Require(unknown, place);
        _longestWord = longestWord;
        foreach ((string token, int id) in vocabulary.Tokens)
        {
            _trie.Add(token, id);
        }

        _continuation = _trie.Walk(prefix);
    }

    public override string UnknownToken { get; }

    public static WordPieceModel Read(ComponentSettings settings, Vocabulary vocabulary) => new(
        vocabulary,
        settings.OptionalText("unk_token") ?? DefaultUnknown,
        settings.OptionalText("continuing_subword_prefix") ?? DefaultPrefix,
        settings.Count("max_input_chars_per_word", DefaultLongestWord),
        settings.Place);

    public override void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens)
    {
        int before = tokens.Count;
        int at = 0;
        bool spelled = piece.Length <= _longestWord || CodePoint.Count(piece) <= _longestWord;
        while (spelled && at < piece.Length)
        {
            int node = at == 0 ? TokenTrie.Root : _continuation;
            int id = -1;
            int length = node < 0 ? 0 : _trie.LongestMatch(node, piece[at..], out id);
            spelled = length > 0;
            tokens.Add(new PieceToken(id, at, length));
            at += length;
        }

        if (!spelled)
        {
            tokens.RemoveRange(before, tokens.Count - before);
            tokens.Add(new PieceToken(_unknown, 0, piece.Length));
        }
    }
}
