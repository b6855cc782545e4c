namespace AttentionLens.Decoders.Tests.Models;

/// <summary>A tensor as a checkpoint stores it.</summary>
internal sealed record StoredTensor(long[] Shape, float[] Values);
