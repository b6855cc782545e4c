using System.Collections.Immutable;

namespace AttentionLens.Models.Checkpoints;

/// <summary>A tensor in a checkpoint: what the file says about it, not its values.</summary>
/// <param name="Name">The name under which it is stored, as written in the file.</param>
/// <param name="ElementType">How each number is stored.</param>
/// <param name="Shape">The length of each axis, outermost first, each zero or more; empty for a scalar. The product fits in a
/// <see cref="long"/>.</param>
/// <param name="FileName">The file that holds it, without its folder.</param>
public sealed record CheckpointTensor(string Name, CheckpointElementType ElementType, ImmutableArray<long> Shape, string FileName)
{
    /// <summary>The number of elements: the product of <see cref="Shape"/>, 1 for a scalar.</summary>
    public long Length => TensorShape.Product(Shape.AsSpan());

    /// <summary>Equal in name, element type, file and every axis.</summary>
    /// <param name="other">The tensor to compare with.</param>
    public bool Equals(CheckpointTensor? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && ElementType == other.ElementType
        && string.Equals(FileName, other.FileName, StringComparison.Ordinal)
        && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, ElementType, FileName, Shape.Length);

    /// <summary>One line such as <c>F32 [2, 3]</c> after the quoted name.</summary>
    public override string ToString() => $"{Quoted.Of(Name)} {ElementType.FormatName()} {TensorShape.Format(Shape.AsSpan())}";
}
