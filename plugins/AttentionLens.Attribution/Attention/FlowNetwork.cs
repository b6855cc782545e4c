namespace AttentionLens.Attribution;

/// <summary>Layers of positions, joined by capacities: what flows from a position of the last layer to one of the input.</summary>
/// <remarks>Source: Dinic 1970, blocking flows. Capacities are whole multiples of 2⁻⁴⁴, so that the flow is exact and the same everywhere.</remarks>
internal sealed class FlowNetwork
{
    private const double Unit = 1L << 44;
    private readonly long[][] _capacities;
    private readonly long[][] _flows;
    private readonly int _size;
    private readonly int[] _depths;
    private readonly int[] _next;
    private readonly Queue<int> _queue = new();

    /// <param name="layers">The capacities of each layer, first layer first: from its output (row) to its input (column).</param>
    public FlowNetwork(IReadOnlyList<Matrix> layers)
    {
        _size = layers[0].Rows;
        _capacities = [.. layers.Select(Whole)];
        _flows = [.. layers.Select(_ => new long[_size * _size])];
        _depths = new int[(layers.Count + 1) * _size];
        _next = new int[_depths.Length];
    }

    /// <summary>The largest flow.</summary>
    /// <param name="from">A position behind the last layer.</param>
    /// <param name="to">A position of the input.</param>
    public double LargestFlow(int from, int to)
    {
        foreach (long[] flows in _flows)
        {
            Array.Clear(flows);
        }

        int source = (_capacities.Length * _size) + from;
        long total = 0;
        while (Reaches(source, to))
        {
            Array.Clear(_next);
            while (Push(source, to, long.MaxValue) is > 0 and long pushed)
            {
                total += pushed;
            }
        }

        return total / Unit;
    }

    private static long[] Whole(Matrix layer)
    {
        long[] whole = new long[layer.Rows * layer.Columns];
        for (int row = 0; row < layer.Rows; row++)
        {
            for (int column = 0; column < layer.Columns; column++)
            {
                whole[(row * layer.Columns) + column] = (long)Math.Round(layer[row, column] * Unit);
            }
        }

        return whole;
    }

    // Neighbours 0 to size - 1 lie one layer down, the others one layer up.
    private long Room(int node, int neighbour, out int other)
    {
        (int layer, int position) = Math.DivRem(node, _size);
        if (neighbour < _size)
        {
            other = node - position - _size + neighbour;
            return layer == 0 ? 0 : _capacities[layer - 1][(position * _size) + neighbour] - _flows[layer - 1][(position * _size) + neighbour];
        }

        other = node - position + neighbour;
        return layer == _capacities.Length ? 0 : _flows[layer][((neighbour - _size) * _size) + position];
    }

    private void Add(int node, int neighbour, long amount)
    {
        (int layer, int position) = Math.DivRem(node, _size);
        if (neighbour < _size)
        {
            _flows[layer - 1][(position * _size) + neighbour] += amount;
        }
        else
        {
            _flows[layer][((neighbour - _size) * _size) + position] -= amount;
        }
    }

    private bool Reaches(int source, int sink)
    {
        Array.Fill(_depths, -1);
        _depths[source] = 0;
        _queue.Clear();
        _queue.Enqueue(source);
        while (_queue.TryDequeue(out int node))
        {
            for (int neighbour = 0; neighbour < 2 * _size; neighbour++)
            {
                if (Room(node, neighbour, out int other) > 0 && _depths[other] < 0)
                {
                    _depths[other] = _depths[node] + 1;
                    _queue.Enqueue(other);
                }
            }
        }

        return _depths[sink] >= 0;
    }

    private long Push(int node, int sink, long most)
    {
        if (node == sink)
        {
            return most;
        }

        for (; _next[node] < 2 * _size; _next[node]++)
        {
            long room = Room(node, _next[node], out int other);
            if (room > 0 && _depths[other] == _depths[node] + 1 && Push(other, sink, Math.Min(most, room)) is > 0 and long pushed)
            {
                Add(node, _next[node], pushed);
                return pushed;
            }
        }

        return 0;
    }
}
