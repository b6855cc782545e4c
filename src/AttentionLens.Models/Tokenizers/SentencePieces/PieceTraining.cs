namespace AttentionLens.Models.Tokenizers;

/// <summary>What a SentencePiece model says about its training, as far as it bears on encoding and decoding.</summary>
internal sealed record PieceTraining
{
    public PieceAlgorithm Algorithm { get; init; } = PieceAlgorithm.Unigram;

    /// <summary>Whether what the pieces cannot spell is spelled as bytes.</summary>
    public bool SpellsBytes { get; init; }

    /// <summary>Whether spaces end words instead of beginning them.</summary>
    public bool EndsWithSpace { get; init; }

    /// <summary>What the unknown piece is decoded to.</summary>
    public string UnknownSurface { get; init; } = " \u2047 ";

    public string Beginning { get; init; } = "<s>";

    public string End { get; init; } = "</s>";

    public string Padding { get; init; } = "<pad>";

    public static PieceTraining Read(ReadOnlySpan<byte> message, string place, PieceTraining read)
    {
        WireReader fields = new(message, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 3:
                    read = read with { Algorithm = (PieceAlgorithm)fields.Number() };
                    break;
                case 24:
                    read = read with { EndsWithSpace = fields.Flag() };
                    break;
                case 35:
                    read = read with { SpellsBytes = fields.Flag() };
                    break;
                case 44:
                    read = read with { UnknownSurface = fields.Text() };
                    break;
                case 46:
                    read = read with { Beginning = fields.Text() };
                    break;
                case 47:
                    read = read with { End = fields.Text() };
                    break;
                case 48:
                    read = read with { Padding = fields.Text() };
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return read.Algorithm switch
        {
            PieceAlgorithm.Unigram or PieceAlgorithm.BytePairs => read,
            PieceAlgorithm.Words => throw Refuse(place, "WORD"),
            PieceAlgorithm.Characters => throw Refuse(place, "CHAR"),
            _ => throw Refuse(place, $"{(int)read.Algorithm}"),
        };
    }

    private static LensInputException Refuse(string place, string type) =>
        new($"{place}.model_type is {type}, which is not supported; expected UNIGRAM or BPE.");
}
