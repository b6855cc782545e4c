using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>What a model lost, and what that cost.</summary>
/// <param name="Importance">What said which units are needed least.</param>
/// <param name="Removal">The cost on the way.</param>
/// <param name="Removed">The units that went.</param>
/// <param name="Left">How many units of their kind stay.</param>
/// <param name="Chosen">The point of the curve where it stopped.</param>
public sealed record PruningResult(
    ImportanceResult Importance, RemovalResult Removal, ImmutableArray<ModelUnit> Removed, int Left, RemovalPoint Chosen)
{
    /// <summary>What sweeps ran, for the scores and for the curve.</summary>
    public SweepWork? Sweeps => SweepWork.Sum([Importance.Sweeps, Removal.Sweeps]);

    /// <summary>The rounds, where units went in several or weights were trained; the last may have been undone.</summary>
    /// <value>Empty by default.</value>
    public ImmutableArray<PruningRound> Rounds { get; init; } = [];

    /// <summary>What was trained on; null where nothing was.</summary>
    public FineTuning? FineTuning { get; init; }

    /// <summary>The weights of the whole model and of the smaller one.</summary>
    public (long Before, long After) Parameters { get; init; }

    /// <summary>The bytes of the weight files of the whole model and of the smaller one.</summary>
    public (long Before, long After) WeightBytes { get; init; }

    /// <summary>The largest difference of a logit between the smaller model and the whole one with the units masked, divided by the larger of 1 and the logit.</summary>
    public double LogitDifference { get; init; }
}
