namespace AttentionLens.Engine;

/// <summary>How well the sum of the scores of what is removed foretells what its removal costs.</summary>
/// <remarks>Source: Yeh et al. 2019, definition 2.1 with removals as perturbations, and the scale of section 4 that suits the scores best.</remarks>
internal static class Infidelity
{
    /// <param name="scores">The score of each removable position.</param>
    /// <param name="whole">The objective on the whole input.</param>
    /// <param name="removals">Random removals with the objective under each.</param>
    public static double Of(ReadOnlySpan<double> scores, double whole, IReadOnlyList<(Subset Removed, double Value)> removals)
    {
        double cross = 0;
        double squares = 0;
        double costs = 0;
        foreach ((Subset removed, double value) in removals)
        {
            double sum = 0;
            for (int place = 0; place < scores.Length; place++)
            {
                sum += removed.IsRemoved(place) ? scores[place] : 0;
            }

            double cost = whole - value;
            cross += sum * cost;
            squares += sum * sum;
            costs += cost * cost;
        }

        double explained = squares == 0 ? 0 : cross * cross / squares;
        return Math.Max(0, costs - explained) / removals.Count;
    }
}
