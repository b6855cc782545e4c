using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics;

/// <summary>Up to eight checked extents, kept inside the handle so that a tensor costs one object.</summary>
internal readonly struct TensorShape
{
    public const int MaximumRank = 8;

    private readonly ExtentList _extents;

    public TensorShape(ReadOnlySpan<int> extents)
    {
        if (extents.Length > MaximumRank)
        {
            throw new ArgumentException($"A tensor has at most {MaximumRank} axes; {extents.Length} were given.", nameof(extents));
        }

        // A zero anywhere makes the tensor empty however large the other extents are.
        bool empty = extents.Contains(0);
        long length = empty ? 0 : 1;
        for (int axis = 0; axis < extents.Length; axis++)
        {
            if (extents[axis] < 0)
            {
                throw new ArgumentException($"Axis {axis} of a tensor has the extent {extents[axis]}; extents are not negative.", nameof(extents));
            }

            _extents[axis] = extents[axis];
            length = length > int.MaxValue ? length : length * (empty ? 1 : extents[axis]);
        }

        if (length > int.MaxValue - TensorPool.TailPadding)
        {
            throw new LensInputException(
                $"A tensor [{string.Join(", ", extents.ToArray())}] has more than 2^31 values; split it or use a smaller batch.");
        }

        Rank = extents.Length;
        Length = (int)length;
    }

    public int Rank { get; }

    public int Length { get; }

    [UnscopedRef]
    public ReadOnlySpan<int> Extents => ((ReadOnlySpan<int>)_extents)[..Rank];

    public override string ToString() => $"[{string.Join(", ", Extents.ToArray())}]";

    [InlineArray(MaximumRank)]
    private struct ExtentList
    {
        private int _first;
    }
}
