namespace AttentionLens.Models.Checkpoints;

/// <summary>The stack, marks and memo of the pickle machine, each bounded.</summary>
internal sealed class PickleStack(string fileName)
{
    private const int MaximumDepth = 1 << 16;
    private const int MaximumMemo = 1 << 22;

    private readonly List<object?> _values = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];

    public bool IsEmpty => _values.Count == 0 && _marks.Count == 0;

    public uint MemoCount => (uint)_memo.Count;

    private int Floor => _marks.Count == 0 ? 0 : _marks[^1];

    public void Push(object? value)
    {
        if (_values.Count == MaximumDepth)
        {
            throw Broken("holds too many values at once");
        }

        _values.Add(value);
    }

    public object? Top() => _values.Count > Floor ? _values[^1] : throw Broken("takes more values than it has");

    public object? Pop()
    {
        object? value = Top();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object?[] Pop(int count)
    {
        if (_values.Count - count < Floor)
        {
            throw Broken("takes more values than it has");
        }

        object?[] values = [.. _values[^count..]];
        _values.RemoveRange(_values.Count - count, count);
        return values;
    }

    public void Mark()
    {
        if (_marks.Count == MaximumDepth)
        {
            throw Broken("nests too deeply");
        }

        _marks.Add(_values.Count);
    }

    public object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Broken("closes a mark that it never set");
        }

        object?[] values = Pop(_values.Count - Floor);
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    public void Remember(uint index)
    {
        _memo[index] = Top();
        if (_memo.Count > MaximumMemo)
        {
            throw Broken("remembers too many values");
        }
    }

    public void Recall(uint index) => Push(_memo.TryGetValue(index, out object? value)
        ? value
        : throw Broken("recalls a value that it never remembered"));

    private CheckpointException Broken(string what) => new(
        $"{Quoted.Of(fileName)}: the pickle {what}; "
        + "expected a state dict as torch.save writes it; download it again or convert it to safetensors");
}
