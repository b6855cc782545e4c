using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Gives figures that are compared by eye the same colours for the same numbers.</summary>
public static class SharedScales
{
    /// <summary>Widens colour scales until those of one type, kind and unit are one. Sets of scores share the scale with those of their name.</summary>
    /// <param name="figures">Figures whose data fit together.</param>
    /// <returns>The figures in their order.</returns>
    public static ImmutableArray<Artefact> Over(ImmutableArray<Artefact> figures)
    {
        Dictionary<(Type, string, ColorScaleKind, string), ColorScale> widest = [];
        foreach (Artefact figure in figures)
        {
            Replace(figure, (name, scale) => widest[Key(figure, name, scale)] = widest.TryGetValue(Key(figure, name, scale), out ColorScale? other)
                ? scale with { Minimum = Math.Min(scale.Minimum, other.Minimum), Maximum = Math.Max(scale.Maximum, other.Maximum) }
                : scale);
        }

        return [.. figures.Select(figure => Replace(figure, (name, scale) => widest[Key(figure, name, scale)]))];
    }

    private static (Type, string, ColorScaleKind, string) Key(Artefact figure, string name, ColorScale scale) => (figure.GetType(), name, scale.Kind, scale.Unit);

    private static Artefact Replace(Artefact figure, Func<string, ColorScale, ColorScale> scaled) => figure switch
    {
        MatrixFigure matrix => matrix with { Scale = scaled(string.Empty, matrix.Scale) },
        HeadGridFigure grid => grid with { Scale = scaled(string.Empty, grid.Scale) },
        TokenStripFigure strip => strip with { Scale = scaled(string.Empty, strip.Scale) },
        TokenComparisonFigure tokens => tokens with { Rows = Replace(tokens.Rows, scaled) },
        ImageOverlayFigure image => image with { Panels = Replace(image.Panels, scaled) },
        _ => figure,
    };

    private static ImmutableArray<NamedScores> Replace(ImmutableArray<NamedScores> sets, Func<string, ColorScale, ColorScale> scaled) =>
        [.. sets.Select(scores => scores with { Scale = scaled(scores.Name, scores.Scale) })];
}
