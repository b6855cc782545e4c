namespace AttentionLens.Numerics;

/// <summary>A native block with the count of the handles on it. Blocks are reused together with their memory.</summary>
internal sealed unsafe class TensorBlock
{
    private int _handles;

    public TensorBlock(float* values, nuint bytes, int sizeClass)
    {
        Values = values;
        Bytes = bytes;
        SizeClass = sizeClass;
    }

    public float* Values { get; }

    public nuint Bytes { get; }

    public int SizeClass { get; }

    /// <summary>The next free block of the same size class while this one is in the pool.</summary>
    public TensorBlock? NextFree { get; set; }

    public void Open() => Volatile.Write(ref _handles, 1);

    public TensorBlock Retain()
    {
        Interlocked.Increment(ref _handles);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _handles) == 0)
        {
            TensorPool.Return(this);
        }
    }
}
