namespace AttentionLens.Models.Tokenizers;

/// <summary>Every piece is one token, or unknown.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string unknown, string place) : SegmentationModel
{
    private readonly int _unknown = vocabulary.Require(unknown, place);

    public override string UnknownToken => unknown;

    public static WordLevelModel Read(ComponentSettings settings, Vocabulary vocabulary) =>
        new(vocabulary, settings.Text("unk_token"), settings.Place);

    public override void Segment(ReadOnlySpan<char> piece, List<PieceToken> tokens) =>
        tokens.Add(new PieceToken(vocabulary.TryGetId(piece, out int id) ? id : _unknown, 0, piece.Length));
}
