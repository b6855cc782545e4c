namespace AttentionLens.Models.Tokenizers;

/// <summary>How a SentencePiece model rewrites text before cutting it.</summary>
internal sealed record PieceNormalization
{
    /// <summary>The characters that become others; null for none.</summary>
    public CharacterMap? Characters { get; init; }

    /// <summary>Whether the text gets a space, in front or behind.</summary>
    public bool AddsSpace { get; init; } = true;

    /// <summary>Whether spaces at the ends go, and of several in a row all but one.</summary>
    public bool DropsExtraSpaces { get; init; } = true;

    /// <summary>Whether spaces become visible marks.</summary>
    public bool MarksSpaces { get; init; } = true;

    public static PieceNormalization Read(ReadOnlySpan<byte> message, string place, PieceNormalization read)
    {
        WireReader fields = new(message, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 2:
                    ReadOnlySpan<byte> characters = fields.Bytes();
                    read = read with { Characters = characters.IsEmpty ? null : CharacterMap.Read(characters, place) };
                    break;
                case 3:
                    read = read with { AddsSpace = fields.Flag() };
                    break;
                case 4:
                    read = read with { DropsExtraSpaces = fields.Flag() };
                    break;
                case 5:
                    read = read with { MarksSpaces = fields.Flag() };
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return read;
    }
}
