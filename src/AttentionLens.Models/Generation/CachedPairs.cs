using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The keys and values of one attention sublayer for the positions that were computed before. They lie in blocks with room behind
/// them, so that a step writes its own rows and copies no others.</summary>
internal sealed class CachedPairs : IDisposable
{
    // Rows that a first block has room for besides those that it was made for.
    private const int Spare = 256;

    private readonly int _longest;
    private readonly int _window;
    private Tensor? _keys;
    private Tensor? _values;

    /// <param name="longest">The most positions there will be.</param>
    /// <param name="window">How many positions up to its own a query sees, so that what lies further back may be dropped; 0: all are kept.</param>
    public CachedPairs(int longest, int window)
    {
        _longest = longest;
        _window = window;
    }

    /// <summary>The first position that is kept.</summary>
    public int First { get; private set; }

    /// <summary>The number of positions that are kept, from <see cref="First"/> on.</summary>
    public int Count { get; private set; }

    /// <summary>[batch, room, key/value head, head width]; null before the first rows.</summary>
    public Tensor? Keys => _keys;

    /// <summary>As <see cref="Keys"/>.</summary>
    public Tensor? Values => _values;

    /// <summary>Puts the rows of new positions behind those before them. What a pass that failed left there gives way.</summary>
    /// <param name="position">The first new position.</param>
    /// <param name="keys">[batch, position, key/value head, head width].</param>
    /// <param name="values">As <paramref name="keys"/>.</param>
    public void Append(int position, Tensor keys, Tensor values)
    {
        int added = keys.Shape[1];
        if (_keys is null || position - First + added > _keys.Shape[1])
        {
            MakeRoom(position, keys.Shape);
        }

        int kept = position - First;
        int[] all = Everyone(keys.Shape[0]);
        Copy(keys, all, 0, _keys!, kept, added);
        Copy(values, all, 0, _values!, kept, added);
        Count = kept + added;
    }

    /// <summary>Makes each example of the batch go on from one of those before it.</summary>
    /// <param name="sources">The example that each of the new ones goes on from.</param>
    public void Reorder(int[] sources)
    {
        if (_keys is { } keys && !sources.AsSpan().SequenceEqual(Everyone(keys.Shape[0])))
        {
            Rebuild(sources, 0, Count, [sources.Length, .. keys.Shape[1..]]);
        }
    }

    public void Dispose()
    {
        _keys?.Dispose();
        _values?.Dispose();
        _keys = null;
        _values = null;
    }

    // Doubling, so that copying costs each row a constant; where a window drops rows, only what it leaves is doubled.
    private void MakeRoom(int position, ReadOnlySpan<int> added)
    {
        int first = _window == 0 ? First : Math.Max(First, position - _window + 1);
        int kept = position - first;
        long needed = (long)kept + added[1];
        long wanted = _keys is null ? needed + Spare : 2 * needed;
        int room = (int)Math.Max(needed, Math.Min(wanted, _longest - first));
        Rebuild(Everyone(added[0]), first - First, kept, [added[0], room, added[2], added[3]]);
        First = first;
    }

    private void Rebuild(int[] sources, int skipped, int kept, int[] shape)
    {
        Tensor keys = Rearranged(_keys, sources, skipped, kept, shape);
        Tensor values;
        try
        {
            values = Rearranged(_values, sources, skipped, kept, shape);
        }
        catch
        {
            keys.Dispose();
            throw;
        }

        Dispose();
        _keys = keys;
        _values = values;
    }

    private static Tensor Rearranged(Tensor? rows, int[] sources, int skipped, int kept, int[] shape)
    {
        Tensor target = Tensor.Rent(shape);
        if (rows is not null)
        {
            Copy(rows, sources, skipped, target, 0, kept);
        }

        return target;
    }

    private static void Copy(Tensor from, int[] sources, int fromRow, Tensor to, int toRow, int rows)
    {
        int width = from.Shape[2] * from.Shape[3];
        for (int example = 0; example < sources.Length; example++)
        {
            from.Span.Slice(((sources[example] * from.Shape[1]) + fromRow) * width, rows * width)
                .CopyTo(to.Span[(((example * to.Shape[1]) + toRow) * width)..]);
        }
    }

    private static int[] Everyone(int examples) => [.. Enumerable.Range(0, examples)];
}
