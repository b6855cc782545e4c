using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>One picture that the field uses, and the sample that shows it for each thing a picture has to bear.</summary>
internal sealed record PictureKind(string Name, Type Figure)
{
    private static readonly ImmutableDictionary<SampleKind, string> None = ImmutableDictionary<SampleKind, string>.Empty;

    /// <summary>All pictures.</summary>
    public static ImmutableArray<PictureKind> All { get; } =
    [
        new("matrix", typeof(MatrixFigure)) { Samples = None.Add(SampleKind.Large, "matrix-512").Add(SampleKind.Dark, "matrix-signed") },
        new("lens", typeof(MatrixFigure)) { Samples = None.Add(SampleKind.Large, "lens-512") },
        new("grid-layer", typeof(HeadGridFigure))
        {
            Samples = None.Add(SampleKind.Small, "grid-layer").Add(SampleKind.Large, "grid-layer-512").Add(SampleKind.Empty, "grid-empty").Add(SampleKind.Dark, "grid-layer"),
        },
        new("grid-all", typeof(HeadGridFigure))
        {
            Samples = None.Add(SampleKind.Small, "grid-all").Add(SampleKind.Large, "grid-384").Add(SampleKind.Empty, "grid-empty").Add(SampleKind.Dark, "grid-all"),
        },
        new("arcs", typeof(HeadViewFigure)) { Samples = None.Add(SampleKind.Large, "arcs-512").Add(SampleKind.Dark, "arcs-pair") },
        new("neurons", typeof(NeuronViewFigure)) { Samples = None.Add(SampleKind.Large, "neurons-512") },
        new("flow", typeof(FlowFigure)) { Samples = None.Add(SampleKind.Large, "flow-512") },
        new("film", typeof(SequenceFigure)),
        new("beside", typeof(SideBySideFigure)),
        new("strip", typeof(TokenStripFigure)) { Samples = None.Add(SampleKind.Large, "strip-512") },
        new("overlay", typeof(ImageOverlayFigure))
        {
            Samples = None.Add(SampleKind.Small, "overlay-one").Add(SampleKind.Large, "overlay-224").Add(SampleKind.Empty, "overlay-plain").Add(SampleKind.One, "overlay-patch").Add(SampleKind.Dark, "overlay-one"),
        },
        new("compare", typeof(TokenComparisonFigure)) { Samples = None.Add(SampleKind.Large, "compare-512") },
        new("chart", typeof(ChartFigure)) { Samples = None.Add(SampleKind.Small, "chart-curves").Add(SampleKind.Hostile, "chart-strange").Add(SampleKind.Dark, "chart-curves") },
        new("waterfall", typeof(ChartFigure)),
        new("graph", typeof(GraphFigure)),
        new("head-map", typeof(HeadMapFigure))
        {
            Reasons = None.Add(SampleKind.Chinese, "its only text from data is a unit, and the hostile one is shown").Add(SampleKind.Arabic, "as with Chinese"),
        },
        new("table", typeof(DataTable)) { Samples = None.Add(SampleKind.Large, "table-512") },
    ];

    /// <summary>Samples of another name than the picture's and the kind's.</summary>
    public ImmutableDictionary<SampleKind, string> Samples { get; init; } = None;

    /// <summary>Why there is no sample where there can be none.</summary>
    public ImmutableDictionary<SampleKind, string> Reasons { get; init; } = None;

    /// <summary>The name of the sample of a kind. The dark one is the small one in the dark.</summary>
    public string SampleOf(SampleKind kind) => Samples.GetValueOrDefault(
        kind, $"{Name}-{(kind == SampleKind.Dark ? SampleKind.Small : kind).ToString().ToLowerInvariant()}");

    /// <summary>The sample of a kind, or null where there is none.</summary>
    public Artefact? Find(SampleKind kind) => Name switch
    {
        "film" => SampleSequences.All.GetValueOrDefault(SampleOf(kind)["film-".Length..]),
        "beside" => SampleSides.All.GetValueOrDefault(SampleOf(kind)["beside-".Length..]),
        _ => SampleArtefacts.All.GetValueOrDefault(SampleOf(kind)),
    };
}
