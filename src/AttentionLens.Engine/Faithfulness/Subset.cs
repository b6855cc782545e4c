using System.Collections;

namespace AttentionLens.Engine;

/// <summary>Which of an example's removable positions are taken away; two with the same positions are equal.</summary>
internal sealed class Subset : IEquatable<Subset>
{
    private readonly BitArray _removed;
    private readonly int _hash;

    public Subset(int count, ReadOnlySpan<int> removed)
    {
        _removed = new BitArray(count);
        HashCode hash = default;
        foreach (int place in removed)
        {
            _removed[place] = true;
        }

        for (int place = 0; place < count; place++)
        {
            hash.Add(_removed[place]);
            RemovedCount += _removed[place] ? 1 : 0;
        }

        _hash = hash.ToHashCode();
    }

    public int RemovedCount { get; }

    public bool IsRemoved(int place) => _removed[place];

    public bool Equals(Subset? other)
    {
        if (other is null || other._removed.Length != _removed.Length)
        {
            return false;
        }

        for (int place = 0; place < _removed.Length; place++)
        {
            if (_removed[place] != other._removed[place])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Subset);

    public override int GetHashCode() => _hash;
}
