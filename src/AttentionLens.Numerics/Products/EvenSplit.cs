namespace AttentionLens.Numerics;

/// <summary>A range cut into parts whose lengths differ by at most one: 128 rows in tiles of up to 14 are 8 of 13 and 2 of 12, never 9 of
/// 14 and one of 2, because short tiles waste the multiply-add units.</summary>
internal readonly struct EvenSplit
{
    private readonly int _length;
    private readonly int _longer;

    private EvenSplit(int total, int parts)
    {
        Parts = parts;
        _length = parts == 0 ? 0 : total / parts;
        _longer = parts == 0 ? 0 : total % parts;
    }

    public int Parts { get; }

    /// <summary>As few parts as possible, none longer than <paramref name="largest"/>.</summary>
    public static EvenSplit ByLength(int total, int largest) => new(total, (int)(((long)total + largest - 1) / largest));

    /// <summary>The given number of parts, some of them empty where there are more parts than values.</summary>
    public static EvenSplit ByParts(int total, int parts) => new(total, parts);

    public int Start(int part) => (part * _length) + Math.Min(part, _longer);

    public int Length(int part) => _length + (part < _longer ? 1 : 0);
}
