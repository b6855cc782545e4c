namespace AttentionLens.Chromium;

/// <summary>Gives a PDF document a fixed date of creation, so that the same drawing gives the same bytes.</summary>
internal static class PdfDates
{
    private static ReadOnlySpan<byte> Fixed => "20000101000000+00'00'"u8;

    /// <summary>Overwrites the dates in place: they keep their length, and so every offset in the document stays true.</summary>
    public static void Fix(Span<byte> document)
    {
        Fix(document, "/CreationDate (D:"u8);
        Fix(document, "/ModDate (D:"u8);
    }

    private static void Fix(Span<byte> document, ReadOnlySpan<byte> name)
    {
        int start = document.IndexOf(name);
        Span<byte> date = start < 0 ? [] : document[(start + name.Length)..];
        int length = date.IndexOf((byte)')');
        if (length == Fixed.Length)
        {
            Fixed.CopyTo(date);
        }
    }
}
