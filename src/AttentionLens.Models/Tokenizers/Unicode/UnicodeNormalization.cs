namespace AttentionLens.Models.Tokenizers;

/// <summary>The four normalization forms with alignment (UAX 15). Written out because <see cref="string.Normalize()"/> does nothing
/// beyond ASCII when globalization is invariant.</summary>
internal static class UnicodeNormalization
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int LeadFirst = 0x1100;
    private const int LeadCount = 19;
    private const int VowelFirst = 0x1161;
    private const int VowelCount = 21;
    private const int TailFirst = 0x11A7;
    private const int TailCount = 28;

    /// <summary>Applies a form: NFD, NFC (compose), NFKD (compatible) or NFKC (both).</summary>
    public static AlignedText Apply(AlignedText text, bool compatible, bool compose)
    {
        // Below these bounds nothing decomposes, and nothing below U+0300 composes with its neighbour.
        char bound = compatible ? '\u00A0' : compose ? '\u0300' : '\u00C0';
        if (!text.Units.ContainsAnyExceptInRange('\0', (char)(bound - 1)))
        {
            return text;
        }

        List<Mark> marks = Decompose(text, compatible);
        Reorder(marks);
        if (compose)
        {
            Compose(marks);
        }

        AlignedTextBuilder builder = new(text);
        foreach (Mark mark in marks)
        {
            builder.AppendCodePoint(mark.CodePoint, mark.Start, mark.End);
        }

        return builder.Build();
    }

    private static List<Mark> Decompose(AlignedText text, bool compatible)
    {
        List<Mark> marks = new(text.Length);
        ReadOnlySpan<char> units = text.Units;
        for (int i = 0; i < units.Length;)
        {
            int codePoint = CodePoint.At(units, i, out int width);
            int start = text.SourceStart(i);
            int end = text.SourceEnd(i + width - 1);
            int syllable = codePoint - HangulFirst;
            if (syllable is >= 0 and < HangulCount)
            {
                marks.Add(new Mark(LeadFirst + (syllable / (VowelCount * TailCount)), 0, start, end));
                marks.Add(new Mark(VowelFirst + (syllable % (VowelCount * TailCount) / TailCount), 0, start, end));
                if (syllable % TailCount != 0)
                {
                    marks.Add(new Mark(TailFirst + (syllable % TailCount), 0, start, end));
                }
            }
            else if (UnicodeData.Decompose(codePoint, compatible) is { } parts)
            {
                foreach (int part in parts)
                {
                    marks.Add(new Mark(part, UnicodeData.CombiningClass(part), start, end));
                }
            }
            else
            {
                marks.Add(new Mark(codePoint, UnicodeData.CombiningClass(codePoint), start, end));
            }

            i += width;
        }

        return marks;
    }

    // Sorting by class and then by place keeps the order among equals and stays fast on a megabyte of marks.
    private static void Reorder(List<Mark> marks)
    {
        for (int i = 0; i < marks.Count;)
        {
            int end = i;
            bool ordered = true;
            while (end < marks.Count && marks[end].Class != 0)
            {
                ordered &= end == i || marks[end - 1].Class <= marks[end].Class;
                end++;
            }

            if (!ordered)
            {
                Mark[] run = [.. marks.GetRange(i, end - i).OrderBy(mark => mark.Class)];
                for (int k = 0; k < run.Length; k++)
                {
                    marks[i + k] = run[k];
                }
            }

            i = Math.Max(end, i + 1);
        }
    }

    private static void Compose(List<Mark> marks)
    {
        int starter = -1;
        int previousClass = 0;
        int kept = 0;
        for (int i = 0; i < marks.Count; i++)
        {
            Mark mark = marks[i];
            bool adjacent = kept == starter + 1;
            if (starter >= 0 && (adjacent || (previousClass != 0 && previousClass < mark.Class)))
            {
                int composite = Composite(marks[starter].CodePoint, mark.CodePoint);
                if (composite >= 0)
                {
                    marks[starter] = new Mark(composite, 0, Math.Min(marks[starter].Start, mark.Start), Math.Max(marks[starter].End, mark.End));
                    continue;
                }
            }

            if (mark.Class == 0)
            {
                starter = kept;
            }

            previousClass = mark.Class;
            marks[kept++] = mark;
        }

        marks.RemoveRange(kept, marks.Count - kept);
    }

    private static int Composite(int first, int second)
    {
        int lead = first - LeadFirst;
        int vowel = second - VowelFirst;
        if (lead is >= 0 and < LeadCount && vowel is >= 0 and < VowelCount)
        {
            return HangulFirst + (((lead * VowelCount) + vowel) * TailCount);
        }

        int syllable = first - HangulFirst;
        int tail = second - TailFirst;
        if (syllable is >= 0 and < HangulCount && syllable % TailCount == 0 && tail is > 0 and < TailCount)
        {
            return first + tail;
        }

        return UnicodeData.Compose(first, second);
    }

    private readonly record struct Mark(int CodePoint, int Class, int Start, int End);
}
