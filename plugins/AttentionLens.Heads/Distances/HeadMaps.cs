using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Heads;

/// <summary>Maps of heads by classical multidimensional scaling of their distances.</summary>
/// <remarks>Source: Torgerson 1952; Kruskal 1964 for the stress.</remarks>
internal static class HeadMaps
{
    private const int Directions = 3;

    /// <summary>One map for each group.</summary>
    public static IEnumerable<HeadMapFigure> Of(PatternDistances distances, HookCatalog hooks) =>
        distances.Groups.Values.Where(group => group.Heads > 0 && group.Queries > 0).Select(group => Of(group, hooks));

    /// <summary>The places of the heads, [head, direction].</summary>
    public static double[][] Places(GroupDistances group)
    {
        int heads = group.Heads;
        double[] rows = [.. Enumerable.Range(0, heads).Select(head => Enumerable.Range(0, heads).Sum(other => group.SquaredDistance(head, other)) / heads)];
        double mean = rows.Sum() / heads;
        double[] centred = new double[heads * heads];
        for (int head = 0; head < heads; head++)
        {
            for (int other = 0; other < heads; other++)
            {
                centred[(head * heads) + other] = (rows[head] + rows[other] - mean - group.SquaredDistance(head, other)) / 2;
            }
        }

        (double Value, double[] Vector)[] largest = SymmetricEigen.Largest(centred, heads, Directions);
        return [.. Enumerable.Range(0, heads).Select(head => Enumerable.Range(0, Directions).Select(direction => Coordinate(largest, direction, head)).ToArray())];
    }

    /// <summary>How far the distances between places are from those between heads.</summary>
    public static double Stress(GroupDistances group, double[][] places, int directions)
    {
        double errors = 0;
        double whole = 0;
        for (int head = 1; head < group.Heads; head++)
        {
            for (int other = 0; other < head; other++)
            {
                double squared = group.SquaredDistance(head, other);
                double drawn = 0;
                for (int direction = 0; direction < directions; direction++)
                {
                    double step = places[head][direction] - places[other][direction];
                    drawn += step * step;
                }

                double error = Math.Sqrt(squared) - Math.Sqrt(drawn);
                errors += error * error;
                whole += squared;
            }
        }

        return whole > 0 ? Math.Sqrt(errors / whole) : 0;
    }

    private static double Coordinate((double Value, double[] Vector)[] largest, int direction, int head) =>
        direction < largest.Length ? Math.Sqrt(Math.Max(0, largest[direction].Value)) * largest[direction].Vector[head] : 0;

    private static HeadMapFigure Of(GroupDistances group, HookCatalog hooks)
    {
        HeadGroup named = new(hooks[group.Sites[0].Name]);
        double[][] places = Places(group);
        ImmutableArray<HeadMapPoint> points =
        [
            .. group.All.Select((head, index) => new HeadMapPoint(hooks[head.Name].Layer ?? 0, head.Head, (float)places[index][0], (float)places[index][1], (float)places[index][2])),
        ];
        return new HeadMapFigure(named.Artefact("map"), $"Heads by how differently they attend{named.Suffix}", points, "Jensen–Shannon distance of patterns, √nats")
        {
            Caption = string.Create(CultureInfo.InvariantCulture, $"Heads that attend alike stand close together. Compared on {group.Queries} queries; from 0 for the same pattern to {Math.Sqrt(Math.Log(2)):0.###} for no key in common."),
            Stress = Stress(group, places, 2),
            SpaceStress = Stress(group, places, Directions),
        };
    }
}
