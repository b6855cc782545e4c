namespace AttentionLens.Models.Tokenizers;

/// <summary>Encodes with a SentencePiece model the way that <c>"legacy": false</c> asks for: one space stands before the whole text
/// instead of before each stretch, and a space that a stretch begins with is kept.</summary>
internal sealed class SpacedPieceEncoder : PieceEncoder
{
    private readonly string _guard;
    private readonly int _guardTokens;
    private readonly bool _addsSpace;

    /// <summary>Creates the encoder.</summary>
    /// <param name="model">The model.</param>
    /// <param name="guard">A text that is put before a stretch so that its first space is kept; the reference takes the unknown token.</param>
    /// <param name="addsSpace">Whether the text gets a space in front.</param>
    public SpacedPieceEncoder(SentencePieceModel model, string guard, bool addsSpace)
        : base(model, model.Normalization with { AddsSpace = false })
    {
        List<LensToken> tokens = [];
        base.Encode(AlignedText.Of(guard), guard, tokens);
        _guard = guard;
        _guardTokens = tokens.Count;
        _addsSpace = addsSpace;
    }

    public override AlignedText Prepare(AlignedText text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        AlignedTextBuilder builder = new(text);
        if (_addsSpace)
        {
            builder.Append(SentencePiece.Mark, 0, 0);
        }

        for (int i = 0; i < text.Length; i++)
        {
            builder.Append(text.Units[i] == SentencePiece.Mark ? ' ' : text.Units[i], text.SourceStart(i), text.SourceEnd(i));
        }

        return builder.Build();
    }

    public override void Encode(AlignedText stretch, string source, List<LensToken> tokens)
    {
        if (stretch.Units[0] is not (' ' or SentencePiece.Mark))
        {
            base.Encode(stretch, source, tokens);
            return;
        }

        AlignedTextBuilder guarded = new(stretch);
        guarded.Append(_guard, stretch.SourceStart(0), stretch.SourceStart(0));
        guarded.AppendFrom(stretch, 0, stretch.Length);
        int before = tokens.Count;
        base.Encode(guarded.Build(), source, tokens);
        if (tokens.Count - before >= _guardTokens)
        {
            tokens.RemoveRange(before, _guardTokens);
        }
    }

    public override void Complete(List<LensToken> tokens)
    {
        if (tokens.Count > 1 && tokens[0] is { IsSpecial: false, Text: [SentencePiece.Mark] } && tokens[1].IsSpecial)
        {
            tokens.RemoveAt(0);
        }
    }
}
