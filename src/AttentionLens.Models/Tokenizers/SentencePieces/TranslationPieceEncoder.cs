namespace AttentionLens.Models.Tokenizers;

/// <summary>Encodes the way of Marian: a SentencePiece model cuts, a vocabulary of its own has the ids, and a language code such as
/// <c>&gt;&gt;deu&lt;&lt;</c> at the beginning is one token.</summary>
internal sealed class TranslationPieceEncoder : PieceEncoder
{
    private readonly SentencePieceModel _model;
    private readonly Vocabulary _vocabulary;
    private readonly int _unknown;

    /// <summary>Creates the encoder.</summary>
    /// <param name="model">Cuts the text.</param>
    /// <param name="vocabulary">Has the ids.</param>
    /// <param name="unknown">The id of what the vocabulary lacks.</param>
    public TranslationPieceEncoder(SentencePieceModel model, Vocabulary vocabulary, int unknown)
        : base(model, model.Normalization)
    {
        _model = model;
        _vocabulary = vocabulary;
        _unknown = unknown;
    }

    public override void Encode(AlignedText stretch, string source, List<LensToken> tokens)
    {
        int code = stretch.Units.StartsWith(">>") ? stretch.Units.IndexOf("<<") + 2 : 0;
        if (code < 2)
        {
            base.Encode(stretch, source, tokens);
            return;
        }

        (int start, int end) = stretch.SourceOf(0, code);
        int id = _vocabulary.IdOf(stretch.Units[..code]) ?? _unknown;
        tokens.Add(new LensToken(id, TextOf(id), start..end, IsSpecial: false));
        base.Encode(stretch.Slice(code, stretch.Length - code), source, tokens);
    }

    protected override int IdOf(int piece, ReadOnlySpan<char> text) =>
        _vocabulary.IdOf(_model.Pieces[piece].Kind == PieceKind.Unknown ? text : _model.Pieces[piece].Text) ?? _unknown;

    protected override string TextOf(int id) => _vocabulary.TextOf(id);
}
