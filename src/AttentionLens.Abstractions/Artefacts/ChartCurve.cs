using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>A curve of a chart. Curves of one name have one colour in all charts of a figure.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="X">The horizontal places of its points, rising; all finite.</param>
/// <param name="Y">The vertical places of its points; all finite.</param>
public sealed record ChartCurve(string Name, ImmutableArray<float> X, ImmutableArray<float> Y)
{
    private const int MostPoints = 4096;

    /// <summary>The lower edge of a band around it, one number for each point.</summary>
    /// <value>Empty by default: no band.</value>
    public ImmutableArray<float> Lower { get; init; } = [];

    /// <summary>The upper edge of the band, one number for each point.</summary>
    /// <value>Empty by default: no band.</value>
    public ImmutableArray<float> Upper { get; init; } = [];

    /// <summary>Whether it is what the others are compared with; it is drawn in grey.</summary>
    public bool IsControl { get; init; }

    internal string? FindProblem(string chart)
    {
        if (Name is null)
        {
            return $"has a curve without a name in {chart}; give a text";
        }

        string curve = $"curve '{ArtefactFit.Name(Name)}' of {chart}";
        bool hasBand = Lower.IsDefault || Upper.IsDefault || Lower.Length + Upper.Length > 0;
        return ArtefactFit.List(X, $"points on {curve}", MostPoints)
            ?? ArtefactFit.Filled(Y, X.Length, $"vertical places on {curve}", "one for each point")
            ?? (hasBand
                ? ArtefactFit.Filled(Lower, X.Length, $"lower edges on {curve}", "one for each point")
                    ?? ArtefactFit.Filled(Upper, X.Length, $"upper edges on {curve}", "one for each point")
                : null)
            ?? (Rises(X) && X.All(float.IsFinite) && Y.All(float.IsFinite) && Lower.All(float.IsFinite) && Upper.All(float.IsFinite)
                ? null
                : $"has a point on {curve} that is not finite or not to the right of the one before; expected finite numbers, rising horizontally");
    }

    private static bool Rises(ImmutableArray<float> places) =>
        Enumerable.Range(1, Math.Max(0, places.Length - 1)).All(place => places[place] > places[place - 1]);
}
