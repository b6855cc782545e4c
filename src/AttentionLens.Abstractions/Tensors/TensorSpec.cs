using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>What a tensor's dimensions and numbers mean.</summary>
/// <param name="Axes">The meaning of each dimension, outermost first.</param>
/// <param name="Unit">The unit of the numbers: <c>activation</c>, <c>probability</c>, <c>logit</c> …</param>
public sealed record TensorSpec(ImmutableArray<Axis> Axes, string Unit)
{
    /// <summary>The index of an axis, or -1 where the tensor has none of that kind.</summary>
    /// <param name="axis">The axis to look for.</param>
    public int IndexOf(Axis axis) => Axes.IndexOf(axis);

    /// <summary>Value equality: the same axes in the same order, and the same unit.</summary>
    /// <param name="other">The other specification.</param>
    public bool Equals(TensorSpec? other) => other is not null && Unit == other.Unit && Axes.AsSpan().SequenceEqual(other.Axes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (Axis axis in Axes)
        {
            hash.Add(axis);
        }

        hash.Add(Unit);
        return hash.ToHashCode();
    }

    /// <summary>The axes as the documentation writes them, for instance <c>[batch, head, query, key]</c>.</summary>
    public override string ToString() => $"[{string.Join(", ", Axes.Select(Spell))}]";

    private static string Spell(Axis axis) => axis switch
    {
        Axis.Batch => "batch",
        Axis.Head => "head",
        Axis.Query => "query",
        Axis.Key => "key",
        Axis.Position => "position",
        Axis.Width => "width",
        Axis.HeadWidth => "head width",
        Axis.MlpWidth => "mlp width",
        Axis.Class => "class",
        Axis.Patch => "patch",
        Axis.Channel => "channel",
        Axis.Layer => "layer",
        Axis.PixelRow => "pixel row",
        Axis.PixelColumn => "pixel column",
        _ => throw new ArgumentOutOfRangeException(nameof(axis), axis, "Expected a known axis."),
    };
}
