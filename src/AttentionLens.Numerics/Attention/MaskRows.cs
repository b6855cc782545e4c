namespace AttentionLens.Numerics;

/// <summary>A mask on raw pointers: for rows of queries, as scores are stored, and for rows of keys, as the fused kernel
/// computes them.</summary>
internal unsafe struct MaskRows
{
    private readonly AttentionShape _shape;
    private readonly byte* _keyMask;
    private readonly float* _bias;
    private readonly bool _causal;
    private readonly int _offset;
    private readonly int _window;
    private float* _scores;
    private EvenSplit _blocks;

    public MaskRows(in AttentionShape shape, in AttentionMask mask, byte* keyMask, float* bias)
    {
        _shape = shape;
        _keyMask = keyMask;
        _bias = bias;
        _causal = mask.Causal;
        _offset = mask.CausalOffset;
        _window = mask.Window;
    }

    /// <summary>Whether any key may be hidden from any query.</summary>
    public readonly bool Hides => _keyMask is not null || _causal || _window > 0;

    /// <summary>Adds the bias to scores [batch, head, query, key] and masks them.</summary>
    public void Apply(float* scores)
    {
        _scores = scores;
        int rows = _shape.Batch * _shape.Heads * _shape.Queries;
        _blocks = Work.RowBlocks(rows, _shape.Keys);
        fixed (MaskRows* task = &this)
        {
            Work.Run(_blocks.Parts, (long)rows * _shape.Keys * Work.CopyCost, &ApplyBlock, task);
        }
    }

    /// <summary>The bias of one head from a query on, [query, key], or null.</summary>
    public readonly float* Bias(int head, int query) =>
        _bias is null ? null : _bias + ((((long)head * _shape.Queries) + query) * _shape.Keys);

    /// <summary>How many keys, counted from the first, the queries before <paramref name="endQuery"/> can see at most.</summary>
    public readonly int VisibleKeys(int endQuery) =>
        _causal ? (int)Math.Clamp((long)endQuery + _offset, 0, _shape.Keys) : _shape.Keys;

    /// <summary>Masks the scores of one key for the queries from <paramref name="firstQuery"/> on.</summary>
    public readonly void ApplyKey(int example, int key, int firstQuery, Span<float> scores)
    {
        if (_keyMask is not null && _keyMask[((long)example * _shape.Keys) + key] == 0)
        {
            scores.Fill(float.MinValue);
            return;
        }

        if (_causal)
        {
            long firstVisible = (long)key - _offset - firstQuery;
            scores[..(int)Math.Clamp(firstVisible, 0, scores.Length)].Fill(float.MinValue);
        }

        if (_window > 0)
        {
            long firstHidden = (long)key - _offset + _window - firstQuery;
            scores[(int)Math.Clamp(firstHidden, 0, scores.Length)..].Fill(float.MinValue);
        }
    }

    private static void ApplyBlock(void* state, int block)
    {
        MaskRows* task = (MaskRows*)state;
        int start = task->_blocks.Start(block);
        for (int row = start; row < start + task->_blocks.Length(block); row++)
        {
            task->ApplyQuery(row);
        }
    }

    private readonly void ApplyQuery(int row)
    {
        int query = row % _shape.Queries;
        int head = row / _shape.Queries % _shape.Heads;
        int example = row / _shape.Queries / _shape.Heads;
        float* scores = _scores + ((long)row * _shape.Keys);
        if (_bias is not null)
        {
            ElementwiseRows.Add(scores, Bias(head, query), _shape.Keys, scores);
        }

        Span<float> keys = new(scores, _shape.Keys);
        if (_keyMask is not null)
        {
            byte* seen = _keyMask + ((long)example * _shape.Keys);
            for (int key = 0; key < keys.Length; key++)
            {
                keys[key] = seen[key] == 0 ? float.MinValue : keys[key];
            }
        }

        if (_causal)
        {
            keys[(int)Math.Clamp((long)query + _offset + 1, 0, keys.Length)..].Fill(float.MinValue);
        }

        if (_window > 0)
        {
            keys[..(int)Math.Clamp((long)query + _offset - _window + 1, 0, keys.Length)].Fill(float.MinValue);
        }
    }
}
