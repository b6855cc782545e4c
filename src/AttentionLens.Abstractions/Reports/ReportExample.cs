using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>An example as a report shows it.</summary>
/// <param name="Index">Its index in the input, from 0.</param>
/// <param name="Tokens">Its tokens, without padding.</param>
public sealed record ReportExample(long Index, ImmutableArray<LensToken> Tokens)
{
    /// <summary>The user's own name for it, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The text, or null where the input was ids.</summary>
    public string? Text { get; init; }

    /// <summary>The second text of a pair, or null.</summary>
    public string? TextPair { get; init; }

    /// <summary>What the model predicts, or null where it does not classify.</summary>
    public ReportPrediction? Prediction { get; init; }
}
