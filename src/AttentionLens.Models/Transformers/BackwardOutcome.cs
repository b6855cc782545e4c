using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a backward pass gave.</summary>
/// <param name="Objective">What it went back from.</param>
/// <param name="Signals">What its captures hold.</param>
/// <param name="Balances">Where each example's relevance went; default where that was not asked for.</param>
internal sealed record BackwardOutcome(
    ExplainedObjective Objective, Dictionary<HookName, LensTensor> Signals, ImmutableArray<RelevanceBalance> Balances) : IDisposable
{
    public void Dispose()
    {
        foreach (LensTensor tensor in Signals.Values)
        {
            tensor.Dispose();
        }
    }
}
