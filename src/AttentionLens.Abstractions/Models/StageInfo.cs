using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A stage of a model: a function from state to state. A run can keep the state after any stage and resume there.</summary>
/// <param name="Index">The stage's place, from 0.</param>
/// <param name="Name">Its name: <c>embed</c>, <c>blocks.0</c> … <c>head</c>.</param>
public sealed record StageInfo(int Index, string Name)
{
    /// <summary>The weights that are its own, as <see cref="ModelLoadOptions.EditWeight"/> hears of them. A weight that several stages use belongs to the
    /// first of them.</summary>
    /// <value>Empty where the model does not say.</value>
    public ImmutableArray<string> Weights { get; init; } = [];

    /// <summary>Value equality: the same place, name and weights.</summary>
    /// <param name="other">The other stage.</param>
    public bool Equals(StageInfo? other) => other is not null && (Index, Name) == (other.Index, other.Name) && Weights.AsSpan().SequenceEqual(other.Weights.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Name);
}
