namespace AttentionLens.Models;

/// <summary>What a model's last stage gives.</summary>
public enum ModelOutput
{
    /// <summary>Hidden states, [batch, position, width].</summary>
    HiddenStates,

    /// <summary>One row of logits for each example, [batch, class].</summary>
    SequenceLogits,

    /// <summary>Logits at each position for that position, [batch, position, class].</summary>
    PositionLogits,

    /// <summary>Logits at each position for the token that follows, [batch, position, vocabulary].</summary>
    NextTokenLogits,
}
