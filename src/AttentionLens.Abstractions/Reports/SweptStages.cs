namespace AttentionLens;

/// <summary>What the sweeps of an analyzer ran, and what a plain loop over the model would have run in their place. A stage that a row goes through counts once, so that
/// the counts do not depend on batches.</summary>
/// <param name="Variants">The changes that were evaluated, on one example each.</param>
/// <param name="Stages">The stages that all rows went through.</param>
/// <param name="LoopStages">The stages that a plain loop goes through: all, for each variant.</param>
public sealed record SweptStages(long Variants, long Stages, long LoopStages)
{
    /// <summary>The counts of two parts of a run; null stands for no sweep.</summary>
    /// <param name="left">One part.</param>
    /// <param name="right">The other.</param>
    public static SweptStages? Sum(SweptStages? left, SweptStages? right) => left is null ? right : right is null ? left
        : new SweptStages(left.Variants + right.Variants, left.Stages + right.Stages, left.LoopStages + right.LoopStages);
}
