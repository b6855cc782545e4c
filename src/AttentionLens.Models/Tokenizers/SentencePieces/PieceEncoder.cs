namespace AttentionLens.Models.Tokenizers;

/// <summary>Encodes stretches with a SentencePiece model.</summary>
internal class PieceEncoder : StretchEncoder
{
    private readonly SentencePieceModel _model;
    private readonly Normalizer _normalizer;
    private readonly SegmentationModel _segmentation;

    /// <summary>Creates the encoder.</summary>
    /// <param name="model">The model.</param>
    /// <param name="normalization">How it rewrites text; mostly the model's own.</param>
    public PieceEncoder(SentencePieceModel model, PieceNormalization normalization)
    {
        _model = model;
        TokenTrie kept = new();
        for (int id = 0; id < model.Pieces.Count; id++)
        {
            if (model.Pieces[id].Kind == PieceKind.UserDefined)
            {
                kept.Add(model.Pieces[id].Text, id);
            }
        }

        _normalizer = new PieceNormalizer(normalization, kept, model.Training.EndsWithSpace);
        _segmentation = model.Training.Algorithm == PieceAlgorithm.Unigram ? UnigramModel.Of(model) : new ScoredMerging(model, kept);
    }

    public override void Encode(AlignedText stretch, string source, List<LensToken> tokens)
    {
        AlignedText text = _normalizer.Normalize(stretch);
        if (text.Length == 0)
        {
            return;
        }

        List<PieceToken> pieces = [];
        _segmentation.Segment(text.Units, pieces);
        foreach (PieceToken piece in pieces)
        {
            (int start, int end) = text.SourceOf(piece.Start, piece.Length);
            int id = IdOf(piece.Id, text.Units.Slice(piece.Start, piece.Length));
            tokens.Add(new LensToken(id, TextOf(id), start..end, IsSpecial: false));
        }
    }

    /// <summary>The tokenizer's id of a piece of the model.</summary>
    /// <param name="piece">The model's id.</param>
    /// <param name="text">The normalized text that the piece stands for.</param>
    protected virtual int IdOf(int piece, ReadOnlySpan<char> text) => piece;

    /// <summary>The spelling of one of the tokenizer's ids.</summary>
    protected virtual string TextOf(int id) => _model.Vocabulary.TextOf(id);
}
