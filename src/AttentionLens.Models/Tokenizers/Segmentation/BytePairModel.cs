namespace AttentionLens.Models.Tokenizers;

/// <summary>Byte-pair encoding: begins with characters and joins the neighbours that were joined earliest in training.</summary>
internal sealed class BytePairModel : SegmentationModel
{
    private readonly Vocabulary _vocabulary;
    private readonly Dictionary<long, PairMerge> _merges;
    private readonly int? _unknown;
    private readonly bool _fuseUnknown;
    private readonly bool _wholePieces;
    private readonly int[]? _bytes;

    public BytePairModel(Vocabulary vocabulary, Dictionary<long, PairMerge> merges, BytePairSettings settings, string place)
    {
        _vocabulary = vocabulary;
        _merges = merges;
        UnknownToken = settings.UnknownToken;
        _unknown = settings.UnknownToken is { } unknown ? vocabulary.Require(unknown, place) : null;
        _fuseUnknown = settings.FuseUnknown;
        _wholePieces = settings.WholePieces;
        _bytes = settings.ByteFallback ? ByteToken.AllIds(vocabulary, place) : null;
    }

    public override string? UnknownToken { get; }

    public override void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens)
    {
        if (_wholePieces && _vocabulary.TryGetId(piece, out int whole))
        {
            tokens.Add(new PieceToken(whole, 0, piece.Length));
            return;
        }

        List<PieceToken> symbols = new(piece.Length);
        for (int i = 0; i < piece.Length;)
        {
            CodePoint.At(piece, i, out int width);
            AddSymbol(piece, i, width, symbols);
            i += width;
        }

        PairMerging.Merge(symbols, _merges);
        tokens.AddRange(symbols);
    }

    private void AddSymbol(ReadOnlySpan<char> piece, int at, int width, List<PieceToken> symbols)
    {
        if (_vocabulary.TryGetId(piece.Slice(at, width), out int id))
        {
            symbols.Add(new PieceToken(id, at, width));
        }
        else if (_bytes is not null)
        {
            ByteToken.Append(piece, new PieceToken(-1, at, width), _bytes, symbols);
        }
        else if (_unknown is { } unknown)
        {
            if (_fuseUnknown && symbols.Count > 0 && symbols[^1].Id == unknown)
            {
                symbols[^1] = symbols[^1] with { Length = at + width - symbols[^1].Start };
            }
            else
            {
                symbols.Add(new PieceToken(unknown, at, width));
            }
        }
    }
}
