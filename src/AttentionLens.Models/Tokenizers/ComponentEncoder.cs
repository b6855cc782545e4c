namespace AttentionLens.Models.Tokenizers;

/// <summary>Encodes stretches with the components that tokenizer.json names: normalized, searched for the added tokens that want
/// normalized text, cut into pieces, segmented.</summary>
internal sealed class ComponentEncoder : StretchEncoder
{
    private readonly AddedTokenFinder _added = new();
    private readonly Vocabulary _vocabulary;
    private readonly SegmentationModel _model;
    private readonly Normalizer? _normalizer;

    public ComponentEncoder(Vocabulary vocabulary, SegmentationModel model, Normalizer? normalizer, IEnumerable<AddedToken> added)
    {
        _vocabulary = vocabulary;
        _model = model;
        _normalizer = normalizer;
        foreach (AddedToken token in added.Where(token => token.Normalized))
        {
            _added.Add(token, Normalize(AlignedText.Of(token.Content)).Units);
        }
    }

    public required PreTokenizer PreTokenizer { get; init; }

    /// <summary>Whether a text that is empty or begins with white space goes without the prefix space that others get.</summary>
    public bool KeepsLeadingSpace { get; init; }

    /// <summary>Whether white space at the ends of a token is left out of its source.</summary>
    public bool TrimsSources { get; init; }

    public override AlignedText Prepare(AlignedText text)
    {
        bool bare = text.Length > 0 && !char.IsWhiteSpace(text.Units[0]);
        if (!PreTokenizer.AddsPrefixSpace || (KeepsLeadingSpace && !bare))
        {
            return text;
        }

        AlignedTextBuilder builder = new(text);
        builder.Append(' ', 0, 0);
        builder.AppendFrom(text, 0, text.Length);
        return builder.Build();
    }

    public override void Encode(AlignedText stretch, string source, List<LensToken> tokens)
    {
        foreach ((AlignedText part, AddedToken? found) in _added.Split(Normalize(stretch)))
        {
            if (found is not null)
            {
                tokens.Add(found.In(part));
            }
            else
            {
                Segment(part, source, tokens);
            }
        }
    }

    private AlignedText Normalize(AlignedText text) => _normalizer?.Normalize(text) ?? text;

    private void Segment(AlignedText text, string source, List<LensToken> tokens)
    {
        List<AlignedText> pieces = [];
        List<PieceToken> segments = [];
        PreTokenizer.Split(text, pieces);
        foreach (AlignedText piece in pieces)
        {
            segments.Clear();
            _model.Segment(piece.Units, segments);
            foreach (PieceToken segment in segments)
            {
                (int start, int end) = piece.SourceOf(segment.Start, segment.Length);
                tokens.Add(new LensToken(segment.Id, _vocabulary.TextOf(segment.Id), Trim(source, start, end), IsSpecial: false));
            }
        }
    }

    private Range Trim(string source, int start, int end)
    {
        while (TrimsSources && start < end && char.IsWhiteSpace(source[start]))
        {
            start++;
        }

        while (TrimsSources && end > start && char.IsWhiteSpace(source[end - 1]))
        {
            end--;
        }

        return start..end;
    }
}
