using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>The colour scale of a map: from 0 to its largest probability, rounded up to a twentieth. Attention over a long text is
/// thin everywhere, and a scale that always ends at 1 would show it as nothing.</summary>
internal static class MapScale
{
    private const double Steps = 20;

    public static ColorScale Of(IEnumerable<ImmutableArray<float>> maps)
    {
        double largest = 1 / Steps;
        foreach (ImmutableArray<float> map in maps)
        {
            foreach (float value in map)
            {
                largest = Math.Max(largest, float.IsFinite(value) ? value : 0);
            }
        }

        return ColorScale.Probability with { Maximum = Math.Min(1, Math.Ceiling(largest * Steps) / Steps) };
    }
}
