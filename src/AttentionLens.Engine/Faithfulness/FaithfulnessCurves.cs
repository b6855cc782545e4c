using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>What becomes of the probability of the explained class as positions go and come in the order of a ranking, for one example.</summary>
/// <param name="Deletion">The probability with a share of the positions taken away, most relevant first; at <see cref="Shares"/>.</param>
/// <param name="Insertion">The probability with a share of the positions there, most relevant first, and the others taken away; at <see cref="Shares"/>.</param>
public sealed record FaithfulnessCurves(ImmutableArray<double> Deletion, ImmutableArray<double> Insertion)
{
    private const int Steps = 20;

    /// <summary>The shares of the positions, from 0 to 1 in steps of one twentieth. Between the numbers of positions that were run, curves are straight lines.</summary>
    public static ImmutableArray<double> Shares { get; } = [.. Enumerable.Range(0, Steps + 1).Select(step => (double)step / Steps)];

    /// <summary>The mean of curves, point by point.</summary>
    /// <param name="curves">At least one.</param>
    public static FaithfulnessCurves Mean(IReadOnlyCollection<FaithfulnessCurves> curves) => new(
        [.. Shares.Select((_, place) => curves.Average(curve => curve.Deletion[place]))],
        [.. Shares.Select((_, place) => curves.Average(curve => curve.Insertion[place]))]);

    /// <summary>A curve at <see cref="Shares"/>.</summary>
    /// <param name="sizes">The numbers of positions that were run, rising from 0 to all.</param>
    /// <param name="at">The probability at each.</param>
    internal static ImmutableArray<double> Curve(IReadOnlyList<int> sizes, Func<int, double> at)
    {
        double[] known = [.. sizes.Select(at)];
        int all = sizes[^1];
        int next = 0;
        ImmutableArray<double>.Builder curve = ImmutableArray.CreateBuilder<double>(Shares.Length);
        foreach (double share in Shares)
        {
            double wanted = share * all;
            while (next < sizes.Count - 1 && sizes[next] < wanted)
            {
                next++;
            }

            double within = next == 0 || sizes[next] == sizes[next - 1] ? 1 : (wanted - sizes[next - 1]) / (sizes[next] - sizes[next - 1]);
            curve.Add(next == 0 ? known[0] : known[next - 1] + (within * (known[next] - known[next - 1])));
        }

        return curve.MoveToImmutable();
    }
}
