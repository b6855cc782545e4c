namespace AttentionLens;

/// <summary>The log-probability of a whole text that the model is to write, in nats, at most 0: the sum over its tokens, each after all before it. The text is the example's labels
/// (<see cref="EncodedExample.Labels"/>): what stands behind the prompt of a causal model (<see cref="LensInput.TargetText"/>), or what a decoder is to write.</summary>
public sealed record ContinuationObjective : Objective;
