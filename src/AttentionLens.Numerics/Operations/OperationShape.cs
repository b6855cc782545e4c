namespace AttentionLens.Numerics;

/// <summary>The checks of an operation's entry that its kernels cannot make: those know lengths, not shapes.</summary>
internal static class OperationShape
{
    /// <summary>The rows of a value whose last axis has a width.</summary>
    public static int Rows(Tensor x, int width, OperationInfo? info) => width > 0 && x.Length % width == 0
        ? x.Length / width
        : throw new ArgumentException($"{Describe(info)} takes rows of {width} values; found {x.Length} values, no whole number of rows.", nameof(x));

    /// <summary>The columns of a value that has all those of a range.</summary>
    public static int Columns(Tensor x, OperationInfo info, int start, int width)
    {
        int columns = x.Rank == 0 ? 1 : x.Shape[^1];
        return start >= 0 && width > 0 && start <= columns - width
            ? columns
            : throw new ArgumentException($"{Describe(info)} takes {width} columns from {start} on; found {columns}.", nameof(x));
    }

    /// <summary>Takes a block for a result that has as many values as its operation gives.</summary>
    public static Tensor Result(Tape tape, OperationInfo? info, long length, ReadOnlySpan<int> shape)
    {
        Tensor result = tape.Rent(shape);
        return result.Length == length
            ? result
            : throw new ArgumentException($"{Describe(info)} gives {length} values; the shape [{string.Join(", ", shape.ToArray())}] has {result.Length}.", nameof(shape));
    }

    /// <summary>Refuses a value of another shape than an operation takes.</summary>
    public static void Demand(Tensor x, OperationInfo info, params ReadOnlySpan<int> shape)
    {
        if (!x.Shape.SequenceEqual(shape))
        {
            throw new ArgumentException(
                $"{Describe(info)} takes [{string.Join(", ", shape.ToArray())}]; found [{string.Join(", ", x.Shape.ToArray())}].", nameof(x));
        }
    }

    /// <summary>Refuses a value with another number of axes than an operation takes.</summary>
    public static void DemandAxes(Tensor x, OperationInfo info, int axes)
    {
        if (x.Rank != axes)
        {
            throw new ArgumentException($"{Describe(info)} takes {axes} axes; found [{string.Join(", ", x.Shape.ToArray())}].", nameof(x));
        }
    }

    private static string Describe(OperationInfo? info) => info is null ? "A fused operation" : $"{info.Kind} '{info.Name}'";
}
