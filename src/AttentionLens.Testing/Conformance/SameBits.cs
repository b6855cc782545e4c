namespace AttentionLens.Testing.Conformance;

/// <summary>Compares two recordings bit for bit.</summary>
internal static class SameBits
{
    /// <summary>Where the second differs from the first, in words; null where it does not.</summary>
    public static string? Difference(Recording first, Recording second)
    {
        foreach ((HookValue one, HookValue other) in Pairs(first, second))
        {
            if (one.FirstOtherBits(other) is >= 0 and int index)
            {
                return $"{one.Where(index)} is {Say.Number(other.Values[index])} instead of {Say.Number(one.Values[index])}";
            }
        }

        return first.Objectives.SequenceEqual(second.Objectives) ? null : "the objective is another";
    }

    private static IEnumerable<(HookValue One, HookValue Other)> Pairs(Recording first, Recording second) =>
        first.Values.Select(entry => (entry.Value, second.Values[entry.Key]))
            .Concat(first.Gradients.Select(entry => (entry.Value, second.Gradients[entry.Key])))
            .Append((first.Output, second.Output));
}
