using System.Collections.Frozen;
using System.Globalization;

namespace AttentionLens.Models.Tokenizers;

/// <summary>Decompositions, compositions and combining classes, unpacked once from their tables.</summary>
internal static class UnicodeData
{
    private static readonly Lazy<Tables> Loaded = new(Read);

    /// <summary>The full decomposition of a code point, or null where it stays as it is. Hangul is not covered.</summary>
    public static int[]? Decompose(int codePoint, bool compatible)
    {
        FrozenDictionary<int, int[]> table = compatible ? Loaded.Value.Compatibility : Loaded.Value.Canonical;
        return table.GetValueOrDefault(codePoint);
    }

    /// <summary>The primary composite of two code points, or -1.</summary>
    public static int Compose(int first, int second) => Loaded.Value.Compositions.GetValueOrDefault(Pair(first, second), -1);

    /// <summary>The canonical combining class, 0 for a starter.</summary>
    public static int CombiningClass(int codePoint) => Loaded.Value.Classes.GetValueOrDefault(codePoint);

    private static long Pair(int first, int second) => ((long)first << 32) | (uint)second;

    private static Tables Read()
    {
        Dictionary<int, int[]> canonical = [];
        Dictionary<int, int[]> either = [];
        Dictionary<long, int> compositions = [];
        foreach ((int codePoint, ReadOnlyMemory<char> target) in Entries(CanonicalDecompositionTable.Table))
        {
            bool excluded = target.Span[0] == '!';
            int[] parts = Parts(excluded ? target[1..] : target);
            canonical[codePoint] = parts;
            either[codePoint] = parts;
            if (parts.Length == 2 && !excluded)
            {
                compositions[Pair(parts[0], parts[1])] = codePoint;
            }
        }

        foreach ((int codePoint, ReadOnlyMemory<char> target) in Entries(CompatibilityDecompositionTable.Table))
        {
            either[codePoint] = Parts(target);
        }

        Dictionary<int, int> classes = [];
        foreach ((int codePoint, ReadOnlyMemory<char> target, _) in Runs(CombiningClassTable.Table))
        {
            classes[codePoint] = Hex(target.Span);
        }

        return new Tables(Expand(canonical), Expand(either), compositions.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static FrozenDictionary<int, int[]> Expand(Dictionary<int, int[]> steps)
    {
        Dictionary<int, int[]> full = new(steps.Count);
        foreach ((int codePoint, int[] parts) in steps)
        {
            List<int> expanded = [];
            foreach (int part in parts)
            {
                Expand(part, steps, expanded);
            }

            full[codePoint] = [.. expanded];
        }

        return full.ToFrozenDictionary();
    }

    private static void Expand(int codePoint, Dictionary<int, int[]> steps, List<int> target)
    {
        if (!steps.TryGetValue(codePoint, out int[]? parts))
        {
            target.Add(codePoint);
            return;
        }

        foreach (int part in parts)
        {
            Expand(part, steps, target);
        }
    }

    private static IEnumerable<(int CodePoint, ReadOnlyMemory<char> Target)> Entries(string table)
    {
        foreach ((int codePoint, ReadOnlyMemory<char> target, int step) in Runs(table))
        {
            yield return step == 0
                ? (codePoint, target)
                : (codePoint, (Hex(target.Span) + step).ToString("X", CultureInfo.InvariantCulture).AsMemory());
        }
    }

    // "first+count=target" repeats the target, with how far the run has come; "first=a,b,c" lists one target per code point.
    private static IEnumerable<(int CodePoint, ReadOnlyMemory<char> Target, int Step)> Runs(string table)
    {
        foreach (string entry in table.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = entry.IndexOf('=', StringComparison.Ordinal);
            int plus = entry.IndexOf('+', StringComparison.Ordinal);
            if (plus >= 0)
            {
                int first = Hex(entry.AsSpan(0, plus));
                int count = Hex(entry.AsSpan(plus + 1, equals - plus - 1));
                for (int i = 0; i < count; i++)
                {
                    yield return (first + i, entry.AsMemory(equals + 1), i);
                }

                continue;
            }

            int codePoint = Hex(entry.AsSpan(0, equals));
            foreach (string target in entry[(equals + 1)..].Split(','))
            {
                yield return (codePoint++, target.AsMemory(), 0);
            }
        }
    }

    private static int[] Parts(ReadOnlyMemory<char> target) => [.. target.ToString().Split('.').Select(part => Hex(part))];

    private static int Hex(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private sealed record Tables(
        FrozenDictionary<int, int[]> Canonical,
        FrozenDictionary<int, int[]> Compatibility,
        FrozenDictionary<long, int> Compositions,
        FrozenDictionary<int, int> Classes);
}
