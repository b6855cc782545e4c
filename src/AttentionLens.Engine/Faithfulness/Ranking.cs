namespace AttentionLens.Engine;

/// <summary>An order of what of an example can be taken away, to be judged.</summary>
/// <param name="Input">The example.</param>
/// <param name="Order">Places in <see cref="RemovableInput.Positions"/>, the most relevant first.</param>
internal sealed record Ranking(RemovableInput Input, int[] Order)
{
    /// <summary>The scores that the order comes from, one for each place; null for a random order.</summary>
    public double[]? Scores { get; init; }

    /// <summary>Whether the scores have a sign.</summary>
    public bool IsSigned { get; init; }

    /// <summary>The order of a method's scores; of equal ones the earlier position comes first.</summary>
    public static Ranking Of(RemovableInput input, double[] scores) =>
        new(input, [.. Enumerable.Range(0, scores.Length).OrderByDescending(place => scores[place])]) { Scores = scores };

    /// <summary>A random order.</summary>
    public static Ranking Random(RemovableInput input, ulong seed, int sample) => new(input, input.RandomOrder(seed, sample));
}
