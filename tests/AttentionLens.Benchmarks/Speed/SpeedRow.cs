namespace AttentionLens.Benchmarks;

/// <summary>One thing to time, beside its competitor where there is one.</summary>
public sealed record SpeedRow(string Name, double Operations, Action Ours)
{
    /// <summary>The same work in another library, or null.</summary>
    public Action? Theirs { get; init; }
}
