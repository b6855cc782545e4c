namespace AttentionLens.Engine;

/// <summary>What bounds a sweep, and who counts what it runs.</summary>
/// <param name="MaxRows">How many rows go through the model together at most.</param>
/// <param name="Memory">How many bytes kept states and a pass may take beside the weights; null for any number.</param>
/// <param name="Tally">Counts what is run.</param>
internal sealed record SweepLimits(int MaxRows, long? Memory = null, SweepTally? Tally = null);
