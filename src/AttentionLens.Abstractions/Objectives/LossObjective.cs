namespace AttentionLens;

/// <summary>Cross-entropy against the examples' labels, in nats. Each example's value is its own share, so that the sum over the
/// batch is the batch's mean loss: over examples for classifiers, over labelled positions for models that give logits per position.</summary>
public sealed record LossObjective : Objective;
