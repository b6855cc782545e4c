namespace AttentionLens.Models;

/// <summary>What attention keeps from pass to pass while a model writes: a pass computes only the positions that none before it has computed.</summary>
internal sealed class KeyValueCache : IDisposable
{
    private readonly SortedDictionary<int, CachedPairs> _own = [];
    private readonly SortedDictionary<int, CachedPairs> _encoder = [];
    private readonly int _longest;
    private readonly bool _dropsUnseen;

    /// <param name="longest">The most positions there will be.</param>
    /// <param name="dropsUnseen">Whether what lies behind every later query's window is dropped; where patterns are looked at, their rows
    /// have a column for each key there ever was.</param>
    public KeyValueCache(int longest, bool dropsUnseen)
    {
        _longest = longest;
        _dropsUnseen = dropsUnseen;
    }

    /// <summary>The number of positions that were computed.</summary>
    public int Length { get; private set; }

    /// <summary>The keys and values of a sublayer.</summary>
    /// <param name="site">The site of its keys.</param>
    /// <param name="settings">How it attends.</param>
    /// <returns>What is kept; null for a sublayer that belongs to an encoder, which runs once.</returns>
    public CachedPairs? Of(int site, AttentionSettings settings) => settings.Reach switch
    {
        AttentionReach.Earlier => Entry(_own, site, _longest, _dropsUnseen ? settings.Window : 0),
        AttentionReach.Encoder => Entry(_encoder, site, 0, 0),
        _ => null,
    };

    /// <summary>Says that a pass has computed everything up to a length.</summary>
    /// <param name="length">The number of positions.</param>
    public void Advance(int length) => Length = length;

    /// <summary>Makes each example of the batch go on from one of those before it.</summary>
    /// <param name="sources">The example that each of the new ones goes on from.</param>
    public void Reorder(int[] sources)
    {
        foreach (CachedPairs pairs in _own.Values)
        {
            pairs.Reorder(sources);
        }

        // All examples are continuations of one input, so only their number matters here.
        foreach (CachedPairs pairs in _encoder.Values.Where(pairs => pairs.Keys?.Shape[0] != sources.Length))
        {
            pairs.Reorder(new int[sources.Length]);
        }
    }

    public void Dispose()
    {
        foreach (CachedPairs pairs in _own.Values.Concat(_encoder.Values))
        {
            pairs.Dispose();
        }
    }

    private static CachedPairs Entry(SortedDictionary<int, CachedPairs> entries, int site, int longest, int window)
    {
        if (!entries.TryGetValue(site, out CachedPairs? pairs))
        {
            pairs = new CachedPairs(longest, window);
            entries.Add(site, pairs);
        }

        return pairs;
    }
}
