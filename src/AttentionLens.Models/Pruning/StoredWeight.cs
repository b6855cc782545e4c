using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>A weight as a checkpoint will hold it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Values">Its values in row-major order.</param>
internal sealed record StoredWeight(string Name, ImmutableArray<int> Shape, float[] Values);
