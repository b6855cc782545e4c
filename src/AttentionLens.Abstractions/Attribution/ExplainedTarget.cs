namespace AttentionLens;

/// <summary>What is explained of one example.</summary>
/// <param name="Class">The class or token whose logit it is; null where the objective is not of one class.</param>
/// <param name="Position">The position whose logits they are; null where the model gives one set for the whole example.</param>
public readonly record struct ExplainedTarget(int? Class, int? Position)
{
    /// <summary>The class whose logit is taken off; null where the objective is no contrast of two classes.</summary>
    public int? Against { get; init; }
}
