namespace AttentionLens.Engine;

/// <summary>A method that was left out, because it is not defined for the model.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reason">What it says, in one line.</param>
public sealed record UnfitMethod(string Method, string Reason);
