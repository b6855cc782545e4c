using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>The answer of a method for a batch.</summary>
/// <param name="Targets">What was explained, for each example.</param>
/// <param name="TargetValues">The objective of each example on its input as it is.</param>
/// <param name="Scores">[batch, position], or [batch, patch] for an image: the score of each position of what the model reads, the
/// encoder's in an encoder-decoder; 0 at padding.</param>
public sealed record AttributionResult(ImmutableArray<ExplainedTarget> Targets, ImmutableArray<double> TargetValues, TensorValue Scores)
{
    /// <summary>[batch, position, width]: the scores before they were aggregated, where the method has them.</summary>
    public TensorValue? FeatureScores { get; init; }

    /// <summary>The sum of each example's scores less what they should add up to, in the objective's unit; default for a method that
    /// promises no sum.</summary>
    public ImmutableArray<double> CompletenessDeltas { get; init; }

    /// <summary>More that the method computes, by name in lower case: the decoder's positions (<c>decoder_scores</c>), a matrix of positions by
    /// positions (<c>matrix</c>), pixels (<c>pixel_scores</c>), layers or heads.</summary>
    public ImmutableSortedDictionary<string, TensorValue> Extras { get; init; } = ImmutableSortedDictionary<string, TensorValue>.Empty.WithComparers(StringComparer.Ordinal);
}
