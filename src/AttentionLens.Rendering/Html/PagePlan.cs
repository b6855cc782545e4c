using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>What of a report stands in its page and how, so that the page stays below five million bytes. Small reports stand there as they are. Where figures are many, the larger ones are compressed;
/// then the attention of the explorer becomes coarser, and pictures get fewer colours; then the last figures are left out.</summary>
internal sealed class PagePlan
{
    /// <summary>The most bytes of a page, but for what is rounded in the reckoning.</summary>
    public const int MostBytes = 4_900_000;

    /// <summary>The most bytes of figures that stand in a page as they are.</summary>
    public const int MostPlain = 1_000_000;

    private const int SmallFigure = 6_000;
    private const int WordsOfFigure = 700;
    private const int ReservedForAttention = 2;
    private const int MergedColors = 4;

    private PagePlan(IReadOnlyDictionary<ArtefactId, PageFigure> figures, PagePictures pictures, ExplorerSelection attention, string note) =>
        (Figures, Pictures, Attention, Note) = (figures, pictures, attention, note);

    /// <summary>How each figure stands in the page.</summary>
    public IReadOnlyDictionary<ArtefactId, PageFigure> Figures { get; }

    /// <summary>The pictures of compressed figures.</summary>
    public PagePictures Pictures { get; }

    /// <summary>The attention that the explorer shows.</summary>
    public ExplorerSelection Attention { get; }

    /// <summary>What was left out of the figures or made coarser; empty where nothing was.</summary>
    public string Note { get; }

    /// <summary>A page with headings alone, to know how large it is.</summary>
    public static PagePlan WithoutFigures(ImmutableArray<FigureBody> bodies) =>
        new(bodies.ToDictionary(body => body.Artefact.Id, body => PageFigure.Plain(body with { Markup = string.Empty })), new PagePictures(), ExplorerSelection.None, string.Empty);

    /// <summary>Plans a page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="bodies">All its figures and tables.</param>
    /// <param name="frame">The bytes of the page without them.</param>
    /// <param name="mostBytes">The most bytes of the page.</param>
    public static PagePlan Of(AnalysisReport report, ImmutableArray<FigureBody> bodies, int frame, int mostBytes = MostBytes)
    {
        int room = Math.Max(0, mostBytes - frame - TextsOfAttention(report));
        long plain = bodies.Sum(Bytes);
        if (plain <= MostPlain && plain <= room / ReservedForAttention)
        {
            return new PagePlan(bodies.ToDictionary(body => body.Artefact.Id, PageFigure.Plain), new PagePictures(), ExplorerSelection.Of(report, room - (int)plain), string.Empty);
        }

        ImmutableArray<PackedMarkup?> packed = Pack(bodies, merged: 1);
        long wanted = Wanted(bodies, packed);
        bool isCoarse = wanted > room / ReservedForAttention;
        if (isCoarse)
        {
            packed = Pack(bodies, MergedColors);
            wanted = Wanted(bodies, packed);
        }

        ExplorerSelection attention = ExplorerSelection.Of(report, (int)Math.Max(room - wanted, room / ReservedForAttention));
        return Choose(bodies, packed, room - attention.Attentions.Sum(one => (long)one.Packed.Length), attention, isCoarse);
    }

    private static PagePlan Choose(ImmutableArray<FigureBody> bodies, ImmutableArray<PackedMarkup?> packed, long room, ExplorerSelection attention, bool isCoarse)
    {
        Dictionary<ArtefactId, PageFigure> figures = [];
        PagePictures pictures = new();
        long used = 0;
        int left = 0;
        for (int index = 0; index < bodies.Length; index++)
        {
            (FigureBody body, PackedMarkup? small) = (bodies[index], packed[index]);
            long more = Cost(body, small, pictures);
            if (used + more > room && more > WordsOfFigure)
            {
                figures.Add(body.Artefact.Id, PageFigure.LeftOut(body));
                used += WordsOfFigure;
                left++;
                continue;
            }

            used += more;
            pictures.Add(small?.Pictures ?? []);
            figures.Add(body.Artefact.Id, small is null ? PageFigure.Plain(body) : PageFigure.Packed(body, small));
        }

        return new PagePlan(figures, pictures, attention, string.Join(' ', Words(isCoarse, left, bodies.Length)));
    }

    private static IEnumerable<string> Words(bool isCoarse, int left, int all)
    {
        if (isCoarse)
        {
            yield return "Maps that are drawn as pictures have a quarter of their colours here, to keep the page small.";
        }

        if (left > 0)
        {
            yield return $"{NumberText.Count(left)} of {NumberText.Count(all)} figures are left out, to keep the page small, and say so in their places. The command render draws them from the report's JSON.";
        }
    }

    private static ImmutableArray<PackedMarkup?> Pack(ImmutableArray<FigureBody> bodies, int merged) =>
        [.. bodies.Select(body => body.Markup.Length > SmallFigure ? PackedMarkup.Of(body, merged) : null)];

    private static long Wanted(ImmutableArray<FigureBody> bodies, ImmutableArray<PackedMarkup?> packed)
    {
        PagePictures pictures = new();
        long wanted = 0;
        for (int index = 0; index < bodies.Length; index++)
        {
            wanted += Cost(bodies[index], packed[index], pictures);
            pictures.Add(packed[index]?.Pictures ?? []);
        }

        return wanted;
    }

    private static long Cost(FigureBody body, PackedMarkup? packed, PagePictures pictures) =>
        packed is null ? Bytes(body) : WordsOfFigure + packed.Text.Length + pictures.More(packed.Pictures);

    private static long Bytes(FigureBody body) => Encoding.UTF8.GetByteCount(body.Markup);

    // A letter takes up to six characters in the explorer's JSON.
    private static int TextsOfAttention(AnalysisReport report) => (int)Math.Min(int.MaxValue / 2, report.Artefacts.OfType<HeadViewFigure>().Where(figure => figure.FindProblem() is null)
        .Sum(figure => 600L + (6L * figure.Heads.Length) + figure.Queries.Labels.Concat(figure.Keys.Labels).Sum(label => (2L * label.Length) + 3)));
}
