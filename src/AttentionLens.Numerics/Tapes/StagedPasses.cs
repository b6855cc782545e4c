using System.Collections.Immutable;

namespace AttentionLens.Numerics;

/// <summary>Backward passes over a computation that keeps what stands between its stages and nothing else. It runs once to find out which signals go where;
/// then each stage, the last one first, is computed again and recorded, and the passes walk back through it. They give the bits that they would give over
/// one recording of all stages.</summary>
public sealed class StagedPasses : IDisposable
{
    private readonly RelevanceLedger?[] _ledgers;

    /// <summary>Creates passes.</summary>
    /// <param name="passes">The backward passes, in order.</param>
    /// <param name="wantsWeightGradients">Whether the first of them gives the gradients of weights.</param>
    /// <param name="cancellationToken">Cancels between operations.</param>
    public StagedPasses(ImmutableArray<TapePass> passes, bool wantsWeightGradients = false, CancellationToken cancellationToken = default)
    {
        Passes = passes;
        WantsWeightGradients = wantsWeightGradients;
        CancellationToken = cancellationToken;
        _ledgers = new RelevanceLedger?[passes.Length];
    }

    /// <summary>The gradients of weights, from the stages that the first pass has walked through.</summary>
    public WeightGradients WeightGradients { get; } = new();

    internal ImmutableArray<TapePass> Passes { get; }

    internal bool WantsWeightGradients { get; }

    internal CancellationToken CancellationToken { get; }

    /// <summary>A computation that finds out which signals go where, and keeps no operation.</summary>
    public Tape Scout() => new(this, keepsOperations: false);

    /// <summary>A computation of one stage, recorded.</summary>
    public Tape Record() => new(this, keepsOperations: true);

    /// <summary>Where each example's relevance went, in the stages that the pass has walked through.</summary>
    /// <param name="pass">The backward pass.</param>
    /// <exception cref="InvalidOperationException">The pass was not to account for it, or has not begun.</exception>
    public ImmutableArray<RelevanceBalance> BalancesOf(int pass) =>
        LedgerOf(pass)?.Balances ?? throw new InvalidOperationException($"Backward pass {pass} was not to account for relevance, or has not begun.");

    /// <summary>Gives the gradients of weights back.</summary>
    public void Dispose() => WeightGradients.Dispose();

    internal RelevanceLedger? LedgerOf(int pass) => _ledgers[pass];

    internal void Keep(int pass, RelevanceLedger? ledger) => _ledgers[pass] = ledger;
}
