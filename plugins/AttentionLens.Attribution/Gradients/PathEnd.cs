using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The value of a hook point at the two ends of a path: at the baseline and at the input.</summary>
internal sealed class PathEnd
{
    public PathEnd(HookPoint hook, LensTensor input, ReadOnlySpan<float> baseline)
    {
        Hook = hook;
        Spec = input.Spec;
        Shape = [.. input.Shape];
        Input = input.Values.ToArray();
        Baseline = baseline.ToArray();
        Difference = new float[Input.Length];
        TensorPrimitives.Subtract(Input, Baseline, Difference);
        RowLength = Input.Length / Shape[0];
    }

    public HookPoint Hook { get; }

    public TensorSpec Spec { get; }

    public ImmutableArray<int> Shape { get; }

    public float[] Input { get; }

    public float[] Baseline { get; }

    /// <summary><see cref="Input"/> less <see cref="Baseline"/>.</summary>
    public float[] Difference { get; }

    /// <summary>The numbers of one example.</summary>
    public int RowLength { get; }

    /// <summary>Writes the value of an example at a place on the straight line: 0 is the baseline, 1 the input.</summary>
    public void Write(double place, int example, Span<float> row)
    {
        Range range = RangeOf(example);
        TensorPrimitives.MultiplyAdd(Difference.AsSpan(range), (float)place, Baseline.AsSpan(range), row);
    }

    public Range RangeOf(int example) => (example * RowLength)..((example + 1) * RowLength);

    /// <summary>Numbers with the dimensions of the hook point.</summary>
    public TensorValue ToValue(string unit, ReadOnlySpan<float> values) => new(Spec with { Unit = unit }, Shape, [.. values]);
}
