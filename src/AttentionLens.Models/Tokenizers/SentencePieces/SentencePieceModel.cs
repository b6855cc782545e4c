namespace AttentionLens.Models.Tokenizers;

/// <summary>A SentencePiece model as its file describes it, checked.</summary>
internal sealed class SentencePieceModel
{
    private SentencePieceModel(string name, IReadOnlyList<SentencePiece> pieces, PieceTraining training)
    {
        Name = name;
        Pieces = pieces;
        Training = training;
        HashSet<byte> bytes = [];
        int? unknown = null;
        for (int id = 0; id < pieces.Count; id++)
        {
            Vocabulary.Add(pieces[id].Text, id, $"{name} piece {id}");
            if (pieces[id].Kind == PieceKind.Unknown)
            {
                unknown = unknown is null ? id : throw Refuse($"two unknown pieces, {unknown} and {id}", "one");
            }
            else if (pieces[id].Kind == PieceKind.Byte)
            {
                bytes.Add(training.SpellsBytes && ByteToken.TryRead(pieces[id].Text, out byte value)
                    ? value
                    : throw Refuse($"the byte piece {id}, {Quote.Short(pieces[id].Text)}", "such as <0x0A>, and only with byte_fallback"));
            }
        }

        Unknown = unknown ?? throw Refuse("no unknown piece", "one");
        if (training.SpellsBytes && bytes.Count < 256)
        {
            throw Refuse($"byte_fallback and {bytes.Count} byte pieces", "256");
        }
    }

    /// <summary>The file's name, for errors.</summary>
    public string Name { get; }

    public IReadOnlyList<SentencePiece> Pieces { get; }

    /// <summary>The pieces by text and by id.</summary>
    public Vocabulary Vocabulary { get; } = new();

    public PieceTraining Training { get; }

    /// <summary>The id of the unknown piece.</summary>
    public int Unknown { get; }

    public PieceNormalization Normalization { get; private init; } = new();

    /// <summary>How decoded text is rewritten; null for not at all.</summary>
    public PieceNormalization? Denormalization { get; private init; }

    public static SentencePieceModel Read(FolderFile file)
    {
        List<SentencePiece> pieces = [];
        PieceTraining? training = null;
        PieceNormalization? normalization = null;
        PieceNormalization? denormalization = null;
        WireReader fields = new(file.ReadBytes(), file.Name);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    pieces.Add(ReadPiece(fields.Bytes(), $"{file.Name} piece {pieces.Count}"));
                    break;
                case 2:
                    training = PieceTraining.Read(fields.Bytes(), $"{file.Name} trainer_spec", training ?? new());
                    break;
                case 3:
                    normalization = PieceNormalization.Read(fields.Bytes(), $"{file.Name} normalizer_spec", normalization ?? new());
                    break;
                case 5:
                    denormalization = PieceNormalization.Read(fields.Bytes(), $"{file.Name} denormalizer_spec", denormalization ?? new());
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        if (pieces.Count == 0 || training is null || normalization is null)
        {
            string missing = pieces.Count == 0 ? "pieces" : training is null ? "trainer_spec" : "normalizer_spec";
            throw new LensInputException($"{file.Name} has no {missing}; expected a SentencePiece model. It may be cut short: fetch it again.");
        }

        return new SentencePieceModel(file.Name, pieces, training)
        {
            Normalization = normalization,
            Denormalization = denormalization?.Characters is null ? null : denormalization,
        };
    }

    /// <summary>The text of a piece that the model has as a control piece; null where it has none.</summary>
    public string? Control(string text) => Vocabulary.IdOf(text) is { } id && Pieces[id].Kind == PieceKind.Control ? text : null;

    private static SentencePiece ReadPiece(ReadOnlySpan<byte> message, string place)
    {
        SentencePiece piece = new(string.Empty, 0, PieceKind.Normal);
        WireReader fields = new(message, place);
        while (fields.Next())
        {
            switch (fields.Field)
            {
                case 1:
                    piece = piece with { Text = fields.Text() };
                    break;
                case 2:
                    piece = piece with { Score = fields.Single() };
                    break;
                case 3:
                    piece = piece with { Kind = (PieceKind)fields.Number() };
                    break;
                default:
                    fields.Skip();
                    break;
            }
        }

        return piece.Text.Length > 0 && Enum.IsDefined(piece.Kind)
            ? piece
            : throw new LensInputException(piece.Text.Length == 0
                ? $"{place} is empty; expected a text."
                : $"{place} has the type {(int)piece.Kind}; expected 1 to 6.");
    }

    private LensInputException Refuse(string found, string expected) => new($"{Name} has {found}; expected {expected}.");
}
