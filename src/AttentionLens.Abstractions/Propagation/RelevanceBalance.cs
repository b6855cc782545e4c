using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Where the relevance of one example's objective went in a backward pass, in objective units. Started = Arrived + Constants +
/// the sum of Gaps, up to rounding.</summary>
/// <remarks>The relevance of a tensor is Σ value ⊙ signal, or Σ signal where the signal is relevance itself.</remarks>
public sealed record RelevanceBalance
{
    /// <summary>The relevance that the pass started with, at the model's output: the logit's own value where a logit is explained.</summary>
    public required double Started { get; init; }

    /// <summary>The relevance at the captured hook points that no other captured one lies before, for instance at <c>embed</c> when that was
    /// captured.</summary>
    public required double Arrived { get; init; }

    /// <summary>The share of what the operations add that does not depend on where relevance arrived: biases, shifts of LayerNorm,
    /// learned rows, and summands that nothing asked for, such as position embeddings. With everything
    /// non-linear held constant it is the model's response to an input of zeros.</summary>
    /// <value>0 where the signal is relevance itself: there each rule decides what constants get, and what it gives them is a gap.</value>
    public required double Constants { get; init; }

    /// <summary>What the rules of each kind of operation lost (above 0) or made (below 0), beyond the constants: what a softmax rule gives to its
    /// own bias term, what a stabiliser swallows, what a gradient that is no share leaves over. Kinds that ran have an entry.
    /// <para>Where a rule set shows the relevance of attention both at the pattern and at the values, the entries of <see cref="OperationKind.MatrixProduct"/> and
    /// <see cref="OperationKind.Softmax"/> are to be added: what one makes, the other takes back.</para></summary>
    public ImmutableSortedDictionary<OperationKind, double> Gaps { get; init; } = ImmutableSortedDictionary<OperationKind, double>.Empty;

    /// <summary>Started − Arrived − Constants: what a conserving rule set leaves at 0.</summary>
    public double Error => Started - Arrived - Constants;
}
