namespace AttentionLens.Engine;

/// <summary>Keeps the first items of an order, up to a limit, and counts the others: what is kept does not depend on the order in which
/// items come, so not on threads, batches or shards either.</summary>
internal sealed class FirstOf<T>(int limit, IComparer<T> order)
{
    private readonly PriorityQueue<T, T> _kept = new(Comparer<T>.Create((left, right) => order.Compare(right, left)));

    public long LeftOut { get; private set; }

    public IEnumerable<T> Kept => _kept.UnorderedItems.Select(item => item.Element).Order(order);

    /// <summary>Adds an item and says which one had to go, if any: the last of all so far.</summary>
    public bool Add(T item, out T? evicted)
    {
        evicted = default;
        if (_kept.Count < limit)
        {
            _kept.Enqueue(item, item);
            return false;
        }

        LeftOut++;
        evicted = limit == 0 ? item : _kept.EnqueueDequeue(item, item);
        return true;
    }

    public void CountLeftOut(long count) => LeftOut += count;
}
