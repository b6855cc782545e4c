namespace AttentionLens.Models.Tokenizers;

/// <summary>A stretch of text on its way through the tokenizer: UTF-16 units, each with the half-open span of the original text
/// that it came from. Slices share storage.</summary>
internal readonly struct AlignedText
{
    private readonly char[] _units;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int _offset;

    public AlignedText(char[] units, int[] starts, int[] ends, int length, int sourceLength)
        : this(units, starts, ends, 0, length, sourceLength)
    {
    }

    private AlignedText(char[] units, int[] starts, int[] ends, int offset, int length, int sourceLength)
    {
        _units = units;
        _starts = starts;
        _ends = ends;
        _offset = offset;
        Length = length;
        SourceLength = sourceLength;
    }

    /// <summary>How many units the stretch has.</summary>
    public int Length { get; }

    /// <summary>How many units the whole original text has.</summary>
    public int SourceLength { get; }

    public ReadOnlySpan<char> Units => _units.AsSpan(_offset, Length);

    /// <summary>The text as it was given. Both halves of a surrogate pair stand for the whole pair.</summary>
    public static AlignedText Of(string text)
    {
        int[] starts = new int[text.Length];
        int[] ends = new int[text.Length];
        for (int i = 0; i < text.Length;)
        {
            CodePoint.At(text, i, out int width);
            starts.AsSpan(i, width).Fill(i);
            ends.AsSpan(i, width).Fill(i + width);
            i += width;
        }

        return new AlignedText(text.ToCharArray(), starts, ends, text.Length, text.Length);
    }

    public int SourceStart(int index) => _starts[_offset + index];

    public int SourceEnd(int index) => _ends[_offset + index];

    public AlignedText Slice(int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)start, (uint)Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)(Length - start));
        return new AlignedText(_units, _starts, _ends, _offset + start, length, SourceLength);
    }

    /// <summary>The smallest span of the original text that covers the given units; canonical reordering may have moved marks, so
    /// the first unit need not be the leftmost.</summary>
    public (int Start, int End) SourceOf(int start, int length)
    {
        if (length == 0)
        {
            return (0, 0);
        }

        int first = int.MaxValue;
        int last = 0;
        for (int i = _offset + start; i < _offset + start + length; i++)
        {
            first = Math.Min(first, _starts[i]);
            last = Math.Max(last, _ends[i]);
        }

        return (first, last);
    }
}
