using System.Buffers;
using System.Numerics.Tensors;

namespace AttentionLens;

/// <summary>Cuts one example's valid positions out of a batch, without copying.</summary>
internal static class ExampleSlice
{
    public static ReadOnlyTensorSpan<float> Of(ReadOnlyTensorSpan<float> batch, HookPoint hook, EncodedExample example, int row)
    {
        TensorSpec spec = hook.Spec;
        Span<NRange> ranges = stackalloc NRange[spec.Axes.Length];
        Span<nint> lengths = stackalloc nint[spec.Axes.Length];
        int kept = 0;
        for (int axis = 0; axis < ranges.Length; axis++)
        {
            ranges[axis] = spec.Axes[axis] switch
            {
                Axis.Batch => row..(row + 1),
                Axis.Position => Valid(example.InStack(hook.PositionStack)),
                Axis.Query => Valid(example.InStack(hook.Stack)),
                Axis.Key => Valid(example.InStack(hook.KeyStack)),
                _ => NRange.All,
            };
            if (spec.Axes[axis] != Axis.Batch)
            {
                kept++;
            }
        }

        ReadOnlyTensorSpan<float> slice = batch.Slice(ranges);
        return spec.IndexOf(Axis.Batch) < 0 ? slice : slice.SqueezeDimension(spec.IndexOf(Axis.Batch));
    }

    private static NRange Valid(EncodedExample example) => example.Start..(example.Start + example.Length);
}
