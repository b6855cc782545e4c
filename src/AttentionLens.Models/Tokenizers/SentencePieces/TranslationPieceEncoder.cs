using System.Text.RegularExpressions;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Encodes the way of Marian: a SentencePiece model cuts, a vocabulary of its own has the ids, and a language code such as
/// <c>&gt;&gt;deu&lt;&lt;</c> at the beginning is one token.</summary>
internal sealed class TranslationPieceEncoder : PieceEncoder
{
    private static readonly Regex LanguageCode = new(">>.+<<", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

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
        AlignedTextBuilder rest = new(stretch);
        int copied = 0;
        foreach (ValueMatch match in LanguageCode.EnumerateMatches(stretch.Units))
        {
            if (match.Index == 0)
            {
                (int start, int end) = stretch.SourceOf(0, match.Length);
                int id = _vocabulary.IdOf(stretch.Units[..match.Length]) ?? _unknown;
                tokens.Add(new LensToken(id, TextOf(id), start..end, IsSpecial: false));
            }

            // One that stands elsewhere is dropped, as in the reference.
            rest.AppendFrom(stretch, copied, match.Index - copied);
            copied = match.Index + match.Length;
        }

        rest.AppendFrom(stretch, copied, stretch.Length - copied);
        base.Encode(rest.Build(), source, tokens);
    }

    protected override int IdOf(int piece, ReadOnlySpan<char> text) =>
        _vocabulary.IdOf(_model.Pieces[piece].Kind == PieceKind.Unknown ? text : _model.Pieces[piece].Text) ?? _unknown;

    protected override string TextOf(int id) => _vocabulary.TextOf(id);
}
