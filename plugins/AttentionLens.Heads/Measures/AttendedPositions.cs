namespace AttentionLens.Heads;

/// <summary>Which positions of one example attend and can be attended to at one hook point. Positions count from the first that is
/// not padding. The arrays serve one example after the other.</summary>
internal sealed class AttendedPositions
{
    private int[] _queries = [];
    private int[] _separators = [];
    private int[] _keysUpTo = [];
    private bool[] _isKey = [];
    private int _queryCount;
    private int _separatorCount;

    public bool IsSelf { get; private set; }

    public bool IsCausal { get; private set; }

    public int QueryStart { get; private set; }

    public int KeyStart { get; private set; }

    public int KeyLength { get; private set; }

    public int QueryLength { get; private set; }

    /// <summary>Whether positions within the text are masked, so that rows hold entries that do not count.</summary>
    public bool HasGaps { get; private set; }

    public ReadOnlySpan<int> Queries => _queries.AsSpan(0, _queryCount);

    public bool IsEmpty => _queryCount == 0 || KeyLength == 0;

    public void Read(EncodedExample example, HookPoint hook)
    {
        EncodedExample queries = example.InStack(hook.Stack);
        EncodedExample keys = example.InStack(hook.KeyStack);
        IsSelf = hook.Stack == hook.KeyStack;
        IsCausal = IsSelf && hook.IsCausal;
        QueryStart = queries.Start;
        QueryLength = queries.Length;
        KeyStart = keys.Start;
        KeyLength = keys.Length;
        ReadQueries(queries.Mask.AsSpan(queries.Start, queries.Length));
        ReadKeys(keys.Mask.AsSpan(keys.Start, keys.Length), keys.ValidTokens);
    }

    /// <summary>The length of the row of keys that a query can reach, masked ones within included.</summary>
    public int RowLength(int query) => IsCausal ? query + 1 : KeyLength;

    /// <summary>How many keys a query can attend to.</summary>
    public int KeyCount(int query) => _keysUpTo[RowLength(query) - 1];

    /// <summary>Whether a query can attend to a position.</summary>
    public bool CanAttend(int query, int key) => key >= 0 && key < RowLength(query) && _isKey[key];

    /// <summary>The separators that a query can attend to.</summary>
    public ReadOnlySpan<int> Separators(int query)
    {
        ReadOnlySpan<int> all = _separators.AsSpan(0, _separatorCount);
        if (IsCausal)
        {
            while (!all.IsEmpty && all[^1] > query)
            {
                all = all[..^1];
            }
        }

        return all;
    }

    /// <summary>Sets the entries of a row that do not count to zero.</summary>
    public void ClearGaps(Span<float> row)
    {
        for (int key = 0; key < row.Length; key++)
        {
            if (!_isKey[key])
            {
                row[key] = 0;
            }
        }
    }

    private static void Reserve<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }
    }

    private void ReadQueries(ReadOnlySpan<bool> mask)
    {
        Reserve(ref _queries, mask.Length);
        _queryCount = 0;
        for (int position = 0; position < mask.Length; position++)
        {
            if (mask[position])
            {
                _queries[_queryCount++] = position;
            }
        }
    }

    private void ReadKeys(ReadOnlySpan<bool> mask, ReadOnlySpan<LensToken> tokens)
    {
        Reserve(ref _isKey, mask.Length);
        Reserve(ref _keysUpTo, mask.Length);
        Reserve(ref _separators, mask.Length);
        mask.CopyTo(_isKey);
        _separatorCount = 0;
        int count = 0;
        for (int position = 0; position < mask.Length; position++)
        {
            count += mask[position] ? 1 : 0;
            _keysUpTo[position] = count;
            if (position > 0 && mask[position] && SeparatorTokens.Contains(tokens[position]))
            {
                _separators[_separatorCount++] = position;
            }
        }

        HasGaps = count < mask.Length;
    }
}
