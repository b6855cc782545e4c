using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What makes two plans need passes of their own: other interventions or another backward pass, but not what they
/// capture.</summary>
internal sealed class PassKey(RunPlan plan) : IEquatable<PassKey>
{
    private readonly ImmutableArray<Intervention> _interventions = plan.Interventions;
    private readonly BackwardPlan? _backward = plan.Backward;

    /// <summary>Whether the pass that all analyzers share serves the plan.</summary>
    public bool IsShared => _interventions.IsEmpty && _backward is null;

    public bool Equals(PassKey? other) =>
        other is not null
        && _interventions.AsSpan().SequenceEqual(other._interventions.AsSpan())
        && _backward is null == other._backward is null
        && Equals(_backward?.Objective, other._backward?.Objective)
        && Equals(_backward?.Rules, other._backward?.Rules);

    public override bool Equals(object? obj) => Equals(obj as PassKey);

    public override int GetHashCode() => HashCode.Combine(_interventions.Length, _backward?.Objective, _backward?.Rules);
}
