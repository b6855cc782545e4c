namespace AttentionLens.Models;

/// <summary>A token that may go on from a beam.</summary>
/// <param name="Source">The beam's place among those that run.</param>
/// <param name="Token">The token.</param>
/// <param name="Sum">The summed log-probability of the beam and the token.</param>
internal readonly record struct BeamCandidate(int Source, GeneratedToken Token, double Sum);
