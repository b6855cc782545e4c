namespace AttentionLens;

/// <summary>The scalar of each example that is explained or trained on. A backward pass starts from the sum over the batch.</summary>
public abstract record Objective
{
    /// <summary>For models that give logits per position: the position; null means the example's own
    /// (<see cref="LensInput.Position"/>), or else the last one that is attended to.</summary>
    public int? Position { get; init; }
}
