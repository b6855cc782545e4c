namespace AttentionLens;

/// <summary>The logit of an example's target less that of its wrong target (<see cref="LensInput.WrongTarget"/>): a contrast of classes that each example names.</summary>
/// <param name="Target">The class that counts up; null means the example's own (<see cref="LensInput.Target"/>).</param>
public sealed record ContrastObjective(int? Target = null) : Objective;
