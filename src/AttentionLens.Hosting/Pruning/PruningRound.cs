using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>A round of pruning: importance measured, units removed, weights trained.</summary>
/// <param name="Removed">The units that went in this round.</param>
/// <param name="Before">The metric without them, and before training.</param>
/// <param name="After">The metric after training; null where nothing was trained.</param>
/// <param name="Loss">The smoothed loss on what was trained on, in nats; null where nothing was trained.</param>
/// <param name="IsKept">Whether the smaller model is without these units: false where that cost too much.</param>
public sealed record PruningRound(ImmutableArray<ModelUnit> Removed, RemovalPoint Before, RemovalPoint? After, double? Loss, bool IsKept)
{
    /// <summary>The metric at the end of the round.</summary>
    public RemovalPoint End => After ?? Before;
}
