namespace AttentionLens.Models.Tokenizers;

/// <summary>Writes the outcome of one normalization step.</summary>
internal sealed class AlignedTextBuilder
{
    // The steepest expansion in Unicode is 18 units for one (NFKD of U+FDFA). A tokenizer file that asks for more than this is
    // trying to fill the memory.
    private const int GrowthLimit = 64;
    private const int GrowthAllowance = 1 << 16;

    private readonly int _sourceLength;
    private readonly long _limit;
    private char[] _units;
    private int[] _starts;
    private int[] _ends;

    public AlignedTextBuilder(AlignedText origin)
    {
        _sourceLength = origin.SourceLength;
        _limit = ((long)GrowthLimit * _sourceLength) + GrowthAllowance;
        int capacity = Math.Max(16, origin.Length);
        _units = new char[capacity];
        _starts = new int[capacity];
        _ends = new int[capacity];
    }

    public int Length { get; private set; }

    public void Append(char unit, int start, int end)
    {
        if (Length == _units.Length)
        {
            Grow();
        }

        _units[Length] = unit;
        _starts[Length] = start;
        _ends[Length] = end;
        Length++;
    }

    public void Append(ReadOnlySpan<char> units, int start, int end)
    {
        foreach (char unit in units)
        {
            Append(unit, start, end);
        }
    }

    /// <summary>Appends a code point; a lone surrogate stays what it is.</summary>
    public void AppendCodePoint(int codePoint, int start, int end)
    {
        if (codePoint <= char.MaxValue)
        {
            Append((char)codePoint, start, end);
            return;
        }

        int above = codePoint - 0x10000;
        Append((char)(0xD800 + (above >> 10)), start, end);
        Append((char)(0xDC00 + (above & 0x3FF)), start, end);
    }

    /// <summary>Copies units with their spans.</summary>
    public void AppendFrom(AlignedText text, int start, int length)
    {
        for (int i = start; i < start + length; i++)
        {
            Append(text.Units[i], text.SourceStart(i), text.SourceEnd(i));
        }
    }

    public AlignedText Build() => new(_units, _starts, _ends, Length, _sourceLength);

    private void Grow()
    {
        if (Length >= _limit)
        {
            throw new LensInputException(
                $"The tokenizer's normalizer grows a text of {_sourceLength} characters beyond {_limit}; "
                + "check its Replace and Prepend steps.");
        }

        int capacity = (int)Math.Min(Math.Min(2L * Length, _limit), Array.MaxLength);
        Array.Resize(ref _units, capacity);
        Array.Resize(ref _starts, capacity);
        Array.Resize(ref _ends, capacity);
    }
}
