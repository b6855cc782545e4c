using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Labels beside places that may lie too close to each other: the heaviest that have room, moved apart where they must be.</summary>
internal static class SpreadLabels
{
    private const int MostLines = 3;

    /// <summary>Which labels are set, in order, and how far down.</summary>
    /// <param name="places">Where each label belongs, top first.</param>
    /// <param name="weights">What each label weighs; one that weighs nothing is not set.</param>
    /// <param name="line">The distance that two labels need.</param>
    /// <param name="height">The height there is.</param>
    public static ImmutableArray<(int Index, double Y)> Set(ReadOnlySpan<double> places, ReadOnlySpan<double> weights, double line, double height)
    {
        double[] at = places.ToArray();
        double[] heavy = weights.ToArray();
        int[] heaviest = [.. Enumerable.Range(0, heavy.Length).Where(index => heavy[index] > 0).OrderByDescending(index => heavy[index]).ThenBy(index => index)];
        ImmutableArray<(int Index, double Y)> all = Spread([.. heaviest.Order()], at, line, height);
        return heaviest.Length * line <= height && all.All(label => Math.Abs(label.Y - at[label.Index]) <= MostLines * line)
            ? all
            : Spread([.. Apart(heaviest, at, line).Order()], at, line, height);
    }

    private static ImmutableArray<(int Index, double Y)> Spread(int[] chosen, double[] places, double line, double height)
    {
        double[] set = new double[chosen.Length];
        for (int place = 0; place < chosen.Length; place++)
        {
            set[place] = Math.Max(places[chosen[place]], place == 0 ? line / 2 : set[place - 1] + line);
        }

        for (int place = chosen.Length - 1; place >= 0; place--)
        {
            set[place] = Math.Min(set[place], place == chosen.Length - 1 ? height - (line / 2) : set[place + 1] - line);
        }

        return [.. chosen.Select((index, place) => (index, set[place]))];
    }

    // Where they do not have room near their places, none is moved: a label far from its place says nothing.
    private static List<int> Apart(int[] heaviest, double[] places, double line)
    {
        List<int> apart = [];
        foreach (int index in heaviest)
        {
            if (apart.All(other => Math.Abs(places[other] - places[index]) >= line))
            {
                apart.Add(index);
            }
        }

        return apart;
    }
}
