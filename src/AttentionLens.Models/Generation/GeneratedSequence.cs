using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a model wrote.</summary>
/// <param name="Tokens">The tokens in order, without what they go on from; the ending one is the last where there is one.</param>
/// <param name="HasEnded">Whether the model ended the text; otherwise it was cut off.</param>
public sealed record GeneratedSequence(ImmutableArray<GeneratedToken> Tokens, bool HasEnded)
{
    /// <summary>What beams were compared by: the summed log-probability, in which forced tokens count 0, divided by a power of the number of tokens;
    /// null where there was one beam.</summary>
    public double? Score { get; init; }

    /// <summary>The logarithm of the probability that the model gave to all tokens in order, in nats, before temperature and cuts.</summary>
    public double LogProbability => Tokens.Sum(token => token.LogProbability);
}
