namespace AttentionLens;

/// <summary>Ordinal order in which runs of digits compare as numbers, so that block 2 stands before block 10.</summary>
internal static class NaturalOrder
{
    public static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int leftDigits = DigitRun(left);
            int rightDigits = DigitRun(right);
            int order;
            if (leftDigits > 0 && rightDigits > 0)
            {
                order = CompareNumbers(left[..leftDigits], right[..rightDigits]);
                left = left[leftDigits..];
                right = right[rightDigits..];
            }
            else
            {
                order = left[0].CompareTo(right[0]);
                left = left[1..];
                right = right[1..];
            }

            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int DigitRun(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        ReadOnlySpan<char> a = left.TrimStart('0');
        ReadOnlySpan<char> b = right.TrimStart('0');
        int order = a.Length.CompareTo(b.Length);
        if (order == 0)
        {
            order = a.SequenceCompareTo(b);
        }

        return order != 0 ? order : left.Length.CompareTo(right.Length);
    }
}
