namespace AttentionLens.Engine;

/// <summary>What sweeps ran, and what a plain loop over the model would have run in their place. A stage that a row goes through counts once.</summary>
/// <param name="Variants">The changes that were evaluated: the passes of a plain loop.</param>
/// <param name="Passes">The passes, those that computed what variants start from among them.</param>
/// <param name="Stages">The stages that all rows of all passes went through.</param>
/// <param name="LoopStages">The stages that a plain loop goes through: all, for each variant.</param>
/// <param name="Memory">The most bytes that kept states and a pass took beside the weights, as planned: what was in use lies below.</param>
public sealed record SweepWork(long Variants, long Passes, long Stages, long LoopStages, long Memory)
{
    /// <summary>How many of <see cref="Stages"/> were begun behind their first hook point.</summary>
    public long Begun { get; init; }

    /// <summary>The work of several sweeps, one after the other.</summary>
    /// <param name="works">Their work; null stands for no sweep.</param>
    /// <returns>null where there was none.</returns>
    public static SweepWork? Sum(IEnumerable<SweepWork?> works)
    {
        SweepWork? sum = null;
        foreach (SweepWork work in works.OfType<SweepWork>())
        {
            sum = sum is null ? work : new SweepWork(
                sum.Variants + work.Variants,
                sum.Passes + work.Passes,
                sum.Stages + work.Stages,
                sum.LoopStages + work.LoopStages,
                Math.Max(sum.Memory, work.Memory))
            {
                Begun = sum.Begun + work.Begun,
            };
        }

        return sum;
    }

    /// <summary>The work in one line, for a reader.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Variants} variants in {Passes} passes, {Stages} stages of rows against {LoopStages} of a plain loop ({(LoopStages == 0 ? 0 : 1 - ((double)Stages / LoopStages)):P0} saved), at most {Math.Max(1, Memory >> 20)} MiB planned");
}
