namespace AttentionLens.Models.Tokenizers;

/// <summary>Collects tokens with everything that goes beside them.</summary>
internal sealed class TokenizationBuilder
{
    public const int NoSequence = -1;

    private readonly List<LensToken> _tokens = [];
    private readonly List<int> _typeIds = [];
    private readonly List<int> _sequenceIds = [];
    private readonly List<int> _mask = [];

    public int Count => _tokens.Count;

    public void Add(IEnumerable<LensToken> tokens, int typeId, int sequence)
    {
        foreach (LensToken token in tokens)
        {
            _tokens.Add(token);
            _typeIds.Add(typeId);
            _sequenceIds.Add(sequence);
            _mask.Add(1);
        }
    }

    public void Pad(LensToken padding, int length, PaddingSettings settings)
    {
        int missing = length - Count;
        int at = settings.Side == TextSide.Right ? Count : 0;
        _tokens.InsertRange(at, Enumerable.Repeat(padding, missing));
        _typeIds.InsertRange(at, Enumerable.Repeat(settings.TypeId, missing));
        _sequenceIds.InsertRange(at, Enumerable.Repeat(NoSequence, missing));
        _mask.InsertRange(at, Enumerable.Repeat(0, missing));
    }

    public Tokenization Build(bool truncated) =>
        new([.. _tokens], [.. _typeIds], [.. _sequenceIds], truncated) { AttentionMask = [.. _mask] };
}
