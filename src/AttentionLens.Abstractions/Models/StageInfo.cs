namespace AttentionLens;

/// <summary>A stage of a model: a function from state to state. A run can keep the state after any stage and resume there.</summary>
/// <param name="Index">The stage's place, from 0.</param>
/// <param name="Name">Its name: <c>embed</c>, <c>blocks.0</c> … <c>head</c>.</param>
public sealed record StageInfo(int Index, string Name);
