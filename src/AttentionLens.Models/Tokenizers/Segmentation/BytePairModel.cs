using System.Buffers;
using System.Text;

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
        _bytes = settings.ByteFallback ? [.. Enumerable.Range(0, 256).Select(value => vocabulary.Require(ByteToken.Spell((byte)value), place))] : null;
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
            AddSymbol(piece.Slice(i, width), i, symbols);
            i += width;
        }

        PairMerging.Merge(symbols, _merges);
        tokens.AddRange(symbols);
    }

    private void AddSymbol(ReadOnlySpan<char> character, int at, List<PieceToken> symbols)
    {
        if (_vocabulary.TryGetId(character, out int id))
        {
            symbols.Add(new PieceToken(id, at, character.Length));
        }
        else if (_bytes is not null)
        {
            if (Rune.DecodeFromUtf16(character, out Rune rune, out _) != OperationStatus.Done)
            {
                throw new LensInputException(
                    $"The text has half of a surrogate pair, U+{(int)character[0]:X4}; a tokenizer that spells bytes needs well-formed text: remove or replace it.");
            }

            Span<byte> utf8 = stackalloc byte[4];
            int count = rune.EncodeToUtf8(utf8);
            foreach (byte value in utf8[..count])
            {
                symbols.Add(new PieceToken(_bytes[value], at, character.Length));
            }
        }
        else if (_unknown is { } unknown)
        {
            if (_fuseUnknown && symbols.Count > 0 && symbols[^1].Id == unknown)
            {
                symbols[^1] = symbols[^1] with { Length = at + character.Length - symbols[^1].Start };
            }
            else
            {
                symbols.Add(new PieceToken(unknown, at, character.Length));
            }
        }
    }
}
