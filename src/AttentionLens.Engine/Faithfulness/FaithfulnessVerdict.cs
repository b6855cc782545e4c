namespace AttentionLens.Engine;

/// <summary>Whether a method's order tells more than chance does.</summary>
/// <param name="BeatsRandom">Whether comprehensiveness less sufficiency is above that of random orders by more than two standard errors, or for one example above the best of them.</param>
/// <param name="Text">The verdict in one line.</param>
public sealed record FaithfulnessVerdict(bool BeatsRandom, string Text);
