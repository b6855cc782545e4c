namespace AttentionLens.Models.Checkpoints;

/// <summary>Hands the values of a tensor to a <see cref="SafetensorsWriter"/>, piece by piece, in row-major order.</summary>
/// <param name="first">The index of the first element wanted; every call goes on where the last one ended, from 0.</param>
/// <param name="destination">To be filled completely.</param>
public delegate void SafetensorsSource(long first, Span<float> destination);
