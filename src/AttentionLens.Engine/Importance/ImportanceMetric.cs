namespace AttentionLens.Engine;

/// <summary>What importance is measured by.</summary>
public enum ImportanceMetric
{
    /// <summary>Cross-entropy against the labels, in nats; over the corpus the mean over all that is labelled.</summary>
    Loss,

    /// <summary>Whether the right class is predicted: a classifier's label, or the target where the model gives logits at each position.</summary>
    Accuracy,

    /// <summary>The logit of the target, or of the class that the whole model predicts.</summary>
    Logit,

    /// <summary>The probability of the target, or of the class that the whole model predicts.</summary>
    Probability,
}
