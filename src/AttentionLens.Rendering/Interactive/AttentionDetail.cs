using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>How exactly a page keeps weights.</summary>
/// <param name="Levels">How many steps the scale has above 0. With <see cref="ushort.MaxValue"/> they are even; else they grow with the square root, and a weight is off by at most one in so many.</param>
/// <param name="Links">How many links of each query are kept, the strongest; the others count as 0.</param>
internal sealed record AttentionDetail(int Levels, int Links)
{
    /// <summary>As the figure keeps them.</summary>
    public static AttentionDetail Full { get; } = new(ushort.MaxValue, int.MaxValue);

    /// <summary>What is tried where that does not fit, one after the other. Small weights stay apart as long as they can; then the weakest go first.</summary>
    public static ImmutableArray<AttentionDetail> Coarser { get; } =
        [new(255, int.MaxValue), new(128, int.MaxValue), new(64, int.MaxValue), new(32, int.MaxValue), new(32, 32), new(32, 16), new(32, 8), new(32, 4)];

    /// <summary>How many bytes a weight has before it is compressed.</summary>
    public int Bytes => Levels > byte.MaxValue ? 2 : 1;

    /// <summary>What is lost, a sentence each.</summary>
    public IEnumerable<string> Words()
    {
        yield return Levels == byte.MaxValue
            ? "Weights are kept in 8 bits on a square-root scale: each is off by at most 0.004."
            : string.Create(CultureInfo.InvariantCulture, $"Weights are kept in {Levels} steps on a square-root scale: each is off by at most {1.0 / Levels:0.000}.");
        if (Links < int.MaxValue)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Of each token that attends, the {Links} strongest links are here; the others count as 0.");
        }
    }
}
