using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>The metric as units are removed in one order.</summary>
/// <param name="Name">Whose order it is.</param>
/// <param name="Points">From nothing removed to the last step.</param>
public sealed record RemovalCurve(string Name, ImmutableArray<RemovalPoint> Points);
