using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Heads as points of a map: those that attend alike stand close together. A picture shows two directions; a page that can be turned shows the third.
/// <para>Source: Clark et al. 2019, section 6.</para></summary>
/// <param name="Id">Its name within the report.</param>
/// <param name="Title">Its heading, one line.</param>
/// <param name="Points">The heads.</param>
/// <param name="Unit">What distances on the map are, with their unit.</param>
public sealed record HeadMapFigure(ArtefactId Id, string Title, ImmutableArray<HeadMapPoint> Points, string Unit) : Artefact(Id, Title)
{
    private const int MostHeads = 4096;

    /// <summary>How far the distances in the plane are from those between the heads: the root of the squared errors' sum over that of the squared distances, from 0 for a true map.</summary>
    /// <value>0 by default.</value>
    public double Stress { get; init; }

    /// <summary>The same with the third direction.</summary>
    /// <value>0 by default.</value>
    public double SpaceStress { get; init; }

    /// <inheritdoc/>
    public override string? FindProblem() =>
        Unit is null ? "has no unit of distances; give a text"
        : Stress is >= 0 and < double.PositiveInfinity && SpaceStress is >= 0 and < double.PositiveInfinity
            ? ArtefactFit.List(Points, "heads", MostHeads, "; publish several figures") ?? FindPointProblem()
            : ArtefactFit.Invariant($"has a stress of {Stress:R} in the plane and {SpaceStress:R} in space; expected numbers from 0");

    private string? FindPointProblem()
    {
        HashSet<(int, int)> seen = [];
        return ArtefactFit.First(Points, point =>
            point.Layer < 0 || point.Head < 0 || !seen.Add((point.Layer, point.Head))
                ? ArtefactFit.Invariant($"has layer {point.Layer} head {point.Head}, which is negative or there twice; expected each head once, from 0")
            : float.IsFinite(point.X) && float.IsFinite(point.Y) && float.IsFinite(point.Z) ? null
            : ArtefactFit.Invariant($"has layer {point.Layer} head {point.Head} at a place that is not finite; expected three finite numbers"));
    }
}
