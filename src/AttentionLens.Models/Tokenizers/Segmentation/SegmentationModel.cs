namespace AttentionLens.Models.Tokenizers;

/// <summary>Cuts a piece into vocabulary tokens; what tokenizer.json calls the model.</summary>
internal abstract class SegmentationModel
{
    /// <summary>The token that stands for what the vocabulary lacks, where the model has one.</summary>
    public virtual string? UnknownToken => null;

    /// <summary>Adds the tokens of one piece that is not empty, in order.</summary>
    public abstract void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens);
}
