using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Which heads and links of a layer are drawn: thin links would hide the strong ones, and thousands of any make a picture that nobody can read.</summary>
internal sealed class ArcSelection
{
    private const int MostLinks = 1200;
    private const int Steps = 20;
    private const double ThinnestShare = 0.1;

    public ArcSelection(HeadViewFigure figure)
    {
        ImmutableArray<AttentionHead> all = [.. figure.Heads.Where(head => head.Layer == figure.Layer).OrderBy(head => head.Head)];
        Heads = all.Length <= HeadColors.Count
            ? all
            : [.. all.OrderByDescending(Concentration).ThenBy(head => head.Head).Take(HeadColors.Count).OrderBy(head => head.Head)];
        int[] counts = new int[ushort.MaxValue + 1];
        foreach (AttentionHead head in Heads)
        {
            foreach (ushort code in head.Weights.Codes)
            {
                counts[code]++;
            }
        }

        int largest = Math.Max(Array.FindLastIndex(counts, count => count > 0), 0);
        Maximum = Math.Max(1, Math.Ceiling((double)largest * Steps / ushort.MaxValue)) / Steps;
        int thinnest = Math.Max(1, (int)Math.Ceiling(ThinnestShare * Maximum * ushort.MaxValue));
        int cut = Cut(counts, thinnest);
        Minimum = (double)cut / ushort.MaxValue;
        Links = [.. Heads.SelectMany((head, place) => Of(head.Weights, place, cut))];
        Note = Describe(counts, all.Length, cut, cut > thinnest);
    }

    /// <summary>The heads of the layer that are drawn.</summary>
    public ImmutableArray<AttentionHead> Heads { get; }

    /// <summary>The links that are drawn.</summary>
    public ImmutableArray<ArcLink> Links { get; }

    /// <summary>The weight below which no link is drawn.</summary>
    public double Minimum { get; }

    /// <summary>The weight of the strongest link, rounded up to a twentieth.</summary>
    public double Maximum { get; }

    /// <summary>What is drawn and what is left out.</summary>
    public string Note { get; }

    private static double Concentration(AttentionHead head) => head.Weights.Codes.Sum(code => (double)code * code);

    // Where too many links are strong enough, all of the weakest strength go together: none of them is better than another.
    private static int Cut(int[] counts, int thinnest)
    {
        int links = 0;
        for (int code = ushort.MaxValue; code >= thinnest; code--)
        {
            links += counts[code];
            if (links > MostLinks)
            {
                return code + 1;
            }
        }

        return thinnest;
    }

    private static IEnumerable<ArcLink> Of(AttentionWeights weights, int place, int cut)
    {
        for (int index = 0; index < weights.Codes.Length; index++)
        {
            if (weights.Codes[index] >= cut)
            {
                (int query, int key) = Math.DivRem(index, weights.Keys);
                yield return new ArcLink(place, query, key, weights[query, key]);
            }
        }
    }

    private string Describe(int[] counts, int heads, int cut, bool isBounded)
    {
        (long links, double weight, double whole) = (0, 0, 0);
        for (int code = 1; code < counts.Length; code++)
        {
            links += counts[code];
            whole += (double)counts[code] * code;
            weight += code >= cut ? (double)counts[code] * code : 0;
        }

        string some = Heads.Length < heads ? $"The {Heads.Length} most concentrated of {NumberText.Count(heads)} heads. " : string.Empty;
        if (Links.IsEmpty)
        {
            return whole == 0 ? some + "No attention to show." : $"{some}No link is drawn: more than {NumberText.Count(MostLinks)} are equally strong.";
        }

        string which = isBounded ? "the strongest, " : string.Empty;
        return $"{some}Drawn: {NumberText.Count(Links.Length)} of {NumberText.Count(links, "link", "links")}, {which}from {NumberText.Short(Minimum)} up; "
            + $"they hold {NumberText.Short(Math.Round(100 * weight / whole))} % of the attention.";
    }
}
