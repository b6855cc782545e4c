namespace AttentionLens.Models.Tokenizers;

/// <summary>Applies merges, always the earliest learned and among equals the leftmost.</summary>
internal static class PairMerging
{
    // Words are short, and scanning a few pairs is faster than keeping a queue; a megabyte without a space needs the queue.
    private const int ScanLimit = 48;

    public static void Merge(List<PieceToken> symbols, Dictionary<long, PairMerge> merges)
    {
        if (symbols.Count <= ScanLimit)
        {
            Scan(symbols, merges);
        }
        else
        {
            Queue(symbols, merges);
        }
    }

    private static void Scan(List<PieceToken> symbols, Dictionary<long, PairMerge> merges)
    {
        while (true)
        {
            PairMerge best = new(int.MaxValue, -1);
            int at = -1;
            for (int i = 0; i + 1 < symbols.Count; i++)
            {
                if (merges.TryGetValue(PairMerge.Key(symbols[i].Id, symbols[i + 1].Id), out PairMerge merge) && merge.Rank < best.Rank)
                {
                    best = merge;
                    at = i;
                }
            }

            if (at < 0)
            {
                return;
            }

            symbols[at] = Join(symbols[at], symbols[at + 1], best.Id);
            symbols.RemoveAt(at + 1);
        }
    }

    private static void Queue(List<PieceToken> symbols, Dictionary<long, PairMerge> merges)
    {
        int count = symbols.Count;
        int[] next = [.. Enumerable.Range(1, count)];
        int[] previous = [.. Enumerable.Range(-1, count)];
        PriorityQueue<(int Left, long Key, int Id), (int Rank, int Left)> queue = new();

        void Offer(int left)
        {
            if (left >= 0 && next[left] < count)
            {
                long key = PairMerge.Key(symbols[left].Id, symbols[next[left]].Id);
                if (merges.TryGetValue(key, out PairMerge merge))
                {
                    queue.Enqueue((left, key, merge.Id), (merge.Rank, left));
                }
            }
        }

        for (int i = 0; i < count; i++)
        {
            Offer(i);
        }

        while (queue.TryDequeue(out (int Left, long Key, int Id) found, out _))
        {
            int left = found.Left;
            int right = next[left];

            // The pair may have changed since it was offered; next is negative once a symbol went into its left neighbour.
            if (right < 0 || right >= count || PairMerge.Key(symbols[left].Id, symbols[right].Id) != found.Key)
            {
                continue;
            }

            symbols[left] = Join(symbols[left], symbols[right], found.Id);
            next[left] = next[right];
            next[right] = -1;
            if (next[left] < count)
            {
                previous[next[left]] = left;
            }

            Offer(previous[left]);
            Offer(left);
        }

        Compact(symbols, next);
    }

    private static void Compact(List<PieceToken> symbols, int[] next)
    {
        int kept = 0;
        for (int i = 0; i < next.Length; i++)
        {
            if (next[i] >= 0)
            {
                symbols[kept++] = symbols[i];
            }
        }

        symbols.RemoveRange(kept, symbols.Count - kept);
    }

    // Bytes of one character share its span, so the end is not the sum of the lengths.
    private static PieceToken Join(PieceToken left, PieceToken right, int id) =>
        new(id, left.Start, Math.Max(left.Start + left.Length, right.Start + right.Length) - left.Start);
}
