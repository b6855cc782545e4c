using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>What a family's checkpoints call the layers that classify a sequence by its first position.</summary>
/// <param name="Dense">The layer before the classifier.</param>
/// <param name="Classifier">The classifier.</param>
/// <param name="Activation">What stands between them.</param>
public sealed record SequenceClassifierNames(string Dense, string Classifier, ActivationKind Activation = ActivationKind.Tanh);
