using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>How the score of a position comes from the scores of its components.</summary>
internal static class Aggregation
{
    /// <summary>Sum over the components; keeps the sign.</summary>
    public const string Sum = "sum";

    /// <summary>Euclidean norm of the components; loses the sign.</summary>
    public const string L2 = "l2";

    /// <summary>Sum of absolute values; loses the sign.</summary>
    public const string L1 = "l1";

    /// <summary>Mean over the components; keeps the sign.</summary>
    public const string Mean = "mean";

    /// <summary>The component that is largest by absolute value; keeps the sign.</summary>
    public const string Max = "max";

    /// <summary>The setting by which users choose.</summary>
    public static ChoiceOption Option(string standard) => new(
        "aggregation", "How the score of a position comes from its components.", standard, [Sum, L2, L1, Mean, Max]);

    /// <summary>[batch, position, width], or more dimensions behind the position, to [batch, position].</summary>
    public static TensorValue Apply(string name, TensorValue features)
    {
        int width = TensorPrimitives.Product<int>(features.Shape.AsSpan()[2..]);
        ImmutableArray<float>.Builder scores = ImmutableArray.CreateBuilder<float>(features.Values.Length / width);
        for (int start = 0; start < features.Values.Length; start += width)
        {
            scores.Add((float)Of(name, features.Values.AsSpan(start, width)));
        }

        return new TensorValue(features.Spec with { Axes = features.Spec.Axes[..2] }, features.Shape[..2], scores.MoveToImmutable());
    }

    private static double Of(string name, ReadOnlySpan<float> components)
    {
        double sum = 0;
        double absolute = 0;
        double squares = 0;
        double largest = 0;
        foreach (float component in components)
        {
            sum += component;
            absolute += Math.Abs(component);
            squares += (double)component * component;
            largest = Math.Abs(component) > Math.Abs(largest) ? component : largest;
        }

        return name switch
        {
            Sum => sum,
            L2 => Math.Sqrt(squares),
            L1 => absolute,
            Mean => sum / components.Length,
            Max => largest,
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Expected a known aggregation."),
        };
    }
}
