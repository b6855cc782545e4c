using System.Globalization;
using System.Text;

namespace AttentionLens.Testing;

/// <summary>Says in a few lines where two snapshots part.</summary>
internal static class SnapshotDifference
{
    private const int MostLines = 3;
    private const int MostLetters = 120;
    private const int Lead = 40;

    /// <summary>The first lines that differ, from the first difference on.</summary>
    public static string Describe(string verified, string received)
    {
        string[] expected = verified.Split('\n');
        string[] found = received.Split('\n');
        int first = 0;
        while (first < expected.Length && first < found.Length && expected[first] == found[first])
        {
            first++;
        }

        int column = first < expected.Length && first < found.Length
            ? expected[first].AsSpan().CommonPrefixLength(found[first])
            : 0;
        StringBuilder lines = new();
        lines.Append(CultureInfo.InvariantCulture, $"They part in line {first + 1}, column {column + 1}; {expected.Length} lines verified, {found.Length} received:");
        Append(lines, "- ", expected, first, column);
        Append(lines, "+ ", found, first, column);
        return lines.ToString();
    }

    /// <summary>The first byte that differs, and both lengths.</summary>
    public static string Describe(ReadOnlySpan<byte> verified, ReadOnlySpan<byte> received) => string.Create(
        CultureInfo.InvariantCulture,
        $"They part at byte {verified.CommonPrefixLength(received)}; {verified.Length} bytes verified, {received.Length} received.");

    private static void Append(StringBuilder text, string mark, string[] lines, int first, int column)
    {
        // Lines of pictures can be very long; the window moves to where they part.
        int start = column > MostLetters - Lead ? column - Lead : 0;
        for (int index = first; index < Math.Min(first + MostLines, lines.Length); index++)
        {
            string line = lines[index];
            int from = Math.Min(start, line.Length);
            int count = Math.Min(MostLetters, line.Length - from);
            text.Append('\n').Append(mark).Append(from > 0 ? "…" : string.Empty).Append(line, from, count).Append(from + count < line.Length ? "…" : string.Empty);
        }
    }
}
