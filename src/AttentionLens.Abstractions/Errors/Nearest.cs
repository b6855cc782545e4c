namespace AttentionLens;

/// <summary>Finds the known names that look most like one that is not known, for messages that help.</summary>
public static class Nearest
{
    /// <summary>The names with the smallest edit distance, nearest first, ties in ordinal order.</summary>
    /// <param name="name">The name that is not known.</param>
    /// <param name="known">The names that are.</param>
    /// <param name="count">How many to give at most.</param>
    /// <remarks>Source: Levenshtein 1966, insertions, deletions and substitutions at cost 1.</remarks>
    public static IEnumerable<string> To(string name, IEnumerable<string> known, int count) =>
        known.Distinct(StringComparer.Ordinal)
            .Select(candidate => (Candidate: candidate, Distance: Distance(name, candidate)))
            .OrderBy(entry => entry.Distance)
            .ThenBy(entry => entry.Candidate, StringComparer.Ordinal)
            .Take(count)
            .Select(entry => entry.Candidate);

    private static int Distance(string left, string right)
    {
        // A stranger's name can be long; what lies behind this many characters does not make it more alike.
        const int Longest = 200;
        ReadOnlySpan<char> a = left.AsSpan(0, Math.Min(left.Length, Longest));
        ReadOnlySpan<char> b = right.AsSpan(0, Math.Min(right.Length, Longest));
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
