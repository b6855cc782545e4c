using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The labels along one side of a figure.</summary>
/// <param name="Title">What the side counts, for instance <c>query</c>.</param>
/// <param name="Labels">One label for each row or column.</param>
public sealed record AxisLabels(string Title, ImmutableArray<string> Labels);
