using System.Globalization;

namespace AttentionLens.Testing.Conformance;

/// <summary>The numbers at a hook point, copied out of a run.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Spec">The meaning of its dimensions.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its numbers in row-major order.</param>
internal sealed record HookValue(string Name, TensorSpec Spec, int[] Shape, float[] Values)
{
    // Attention scores that are masked are the smallest float, which would drown every other number.
    private const float Masked = 1e30f;

    /// <summary>Whose positions each axis counts; null for a value that is no hook point.</summary>
    public HookPoint? Point { get; init; }

    public int Extent(Axis axis) => Spec.IndexOf(axis) is >= 0 and int index && index < Shape.Length ? Shape[index] : 0;

    /// <summary>The root of the mean square of the numbers that are no mask.</summary>
    public double Size
    {
        get
        {
            double sum = 0;
            int count = 0;
            foreach (float value in Values)
            {
                if (Math.Abs(value) < Masked)
                {
                    sum += (double)value * value;
                    count++;
                }
            }

            return count == 0 ? 0 : Math.Sqrt(sum / count);
        }
    }

    /// <summary>The index along an axis of a number.</summary>
    public int Along(Axis axis, int index)
    {
        int inner = 1;
        for (int dimension = Shape.Length - 1; dimension >= 0; dimension--)
        {
            if (Spec.Axes[dimension] == axis)
            {
                return index / inner % Shape[dimension];
            }

            inner *= Shape[dimension];
        }

        return -1;
    }

    /// <summary>Whether a number belongs to positions that are attended to, all of them.</summary>
    public bool IsSeen(InputBatch batch, int index)
    {
        if (Point is null)
        {
            return true;
        }

        EncodedExample example = batch.Examples[Math.Max(0, Along(Axis.Batch, index))];
        return IsSeen(example.InStack(Point.PositionStack), Along(Axis.Position, index))
            && IsSeen(example.InStack(Point.Stack), Along(Axis.Query, index))
            && IsSeen(example.InStack(Point.KeyStack), Along(Axis.Key, index));
    }

    /// <summary>Where a number stands, in words.</summary>
    public string Where(int index)
    {
        List<string> parts = [];
        for (int dimension = 0; dimension < Shape.Length; dimension++)
        {
            string? part = Spec.Axes[dimension] switch
            {
                Axis.Batch => "example",
                Axis.Head => "head",
                Axis.Query => "query",
                Axis.Key => "key",
                Axis.Position => "position",
                Axis.Patch => "patch",
                Axis.Class => "class",
                _ => null,
            };
            if (part is not null)
            {
                parts.Add($"{part} {Along(Spec.Axes[dimension], index).ToString(CultureInfo.InvariantCulture)}");
            }
        }

        return $"{Name} at {string.Join(", ", parts)}";
    }

    /// <summary>The first number that differs by more than a share of the size of all, or -1.</summary>
    public int FirstDifference(HookValue other, double tolerance, Func<int, bool>? among = null)
    {
        double allowed = tolerance * Math.Max(Size, 1e-3);
        for (int index = 0; index < Values.Length; index++)
        {
            if (Values[index] != other.Values[index]
                && !(Math.Abs((double)Values[index] - other.Values[index]) <= allowed)
                && (among is null || among(index)))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The first number whose bits differ, or -1.</summary>
    public int FirstOtherBits(HookValue other)
    {
        for (int index = 0; index < Values.Length; index++)
        {
            if (BitConverter.SingleToInt32Bits(Values[index]) != BitConverter.SingleToInt32Bits(other.Values[index]))
            {
                return index;
            }
        }

        return -1;
    }

    private static bool IsSeen(EncodedExample example, int position) =>
        position < 0 || (position < example.Mask.Length && example.Mask[position]);
}
