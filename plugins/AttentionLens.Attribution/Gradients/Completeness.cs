using System.Collections.Immutable;

namespace AttentionLens.Attribution;

/// <summary>How far scores are from adding up.</summary>
internal static class Completeness
{
    /// <summary>The sum of each example's scores less what the objective gained on the way from the baseline.</summary>
    public static ImmutableArray<double> Deltas(TensorValue scores, ImmutableArray<double> atInput, ImmutableArray<double> atBaseline) =>
        [.. atInput.Select((value, example) => Sum(scores.Row(example)) - (value - atBaseline[example]))];

    private static double Sum(ReadOnlySpan<float> scores)
    {
        double sum = 0;
        foreach (float score in scores)
        {
            sum += score;
        }

        return sum;
    }
}
