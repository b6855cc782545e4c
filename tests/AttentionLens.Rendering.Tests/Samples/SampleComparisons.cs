using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

/// <summary>Overlays, comparisons and charts with data that anybody can compute again.</summary>
internal static class SampleComparisons
{
    private static readonly ColorScale Signed = new(ColorScaleKind.Diverging, -0.8, 0.8, "logit");
    private static readonly ColorScale Unsigned = new(ColorScaleKind.Sequential, 0, 0.5, "score");

    public static IEnumerable<KeyValuePair<string, Artefact>> All =>
    [
        new("overlay-one", Overlay("attribution/one/example-0", 32, 24, 4, [Named("attnlrp", 48, Signed)])),
        new("overlay-several", Overlay("attribution/all/example-0", 32, 32, 4, [Named("attnlrp", 64, Signed), Named("rollout", 64, Unsigned), Named("lime", 64, Signed)])),
        new("overlay-plain", Overlay("attribution/plain/example-0", 9, 7, 4, []) with { Outlines = [] }),
        new("overlay-224", Overlay("attribution/large/example-0", 224, 224, 16, [Named("attnlrp", 196, Signed)])),
        new("overlay-patch", Overlay("attribution/patch/example-0", 16, 16, 16, [Named("lime", 1, Signed)]) with { Outlines = [] }),
        new("overlay-heads", Overlay("maps/example-0/layer-3/patches", 32, 32, 4, [.. Enumerable.Range(0, 4).Select(head => Named($"head 3.{head}", 64, Unsigned) with { Notes = [] })])),
        new("overlay-chinese", Overlay("attribution/chinese/example-0", 8, 8, 4, [.. SampleArtefacts.Chinese[1..3].Select(name => Named(name, 4, Signed))]) with { Outlines = [] }),
        new("overlay-arabic", Overlay("attribution/arabic/example-0", 8, 8, 4, [.. SampleArtefacts.Arabic[1..3].Select(name => Named(name, 4, Signed))]) with { Outlines = [] }),
        new("overlay-hostile", Overlay("attribution/hostile/example-0", 8, 8, 4, [.. SampleArtefacts.Hostile.Take(3).Select(name => Named(name, 4, Signed))]) with { Outlines = [] }),
        new("compare-small", Comparison("attribution/all/example-1", SampleArtefacts.English, 3)),
        new("compare-wrapped", Comparison("attribution/all/example-2", SampleArtefacts.Words(40), 2)),
        new("compare-one", Comparison("attribution/all/example-7", ["hello"], 2)),
        new("compare-chinese", Comparison("attribution/all/example-8", SampleArtefacts.Chinese, 2)),
        new("compare-models", Comparison("compare/two-models", SampleArtefacts.English, 1) with { Rows = [Named("bert-tiny", 8, Signed) with { Notes = [] }, Named("bert-pruned", 8, Signed) with { Notes = [] }] }),
        new("compare-arabic", Comparison("attribution/all/example-3", SampleArtefacts.Arabic, 2)),
        new("compare-hostile", Comparison("attribution/all/example-4", SampleArtefacts.Hostile, 2)),
        new("compare-512", Comparison("attribution/all/example-5", SampleArtefacts.Words(512), 4)),
        new("compare-empty", Comparison("attribution/all/example-6", [], 2)),
        new("chart-bars", Chart("attribution/attnlrp/example-0/parts", [Bars("Layers", 6), Bars("Heads", 14) with { Reference = 0.25, Errors = [.. Enumerable.Range(0, 14).Select(bar => bar % 4 == 0 ? float.NaN : 0.02f * bar)] }])),
        new("chart-curves", Chart("evaluation/curves", [Curves("Deletion", 9, 21), Curves("Insertion", 2, 21), Bars("Comprehensiveness", 3)])),
        new("chart-scatter", Chart("importance/scatter", [Points("michel", 12, 1), Points("taylor", 30, 400), new ScatterPanel(SampleArtefacts.Hostile[0], "<i>", "&", [new ScatterPoint(SampleArtefacts.Hostile[1], 1, 1)]) { Subtitle = SampleArtefacts.Hostile[0] }, new ScatterPanel("Nothing", string.Empty, string.Empty, [])])),
        new("chart-odd", Chart("evaluation/odd", [Curves("Points", 2, 1), Curves("Large", 2, 5, 1e6f), new CurvePanel("Nothing", string.Empty, string.Empty, []), new BarPanel("Nothing", string.Empty, [], [])])),
        new("chart-hostile", Chart("evaluation/hostile", [new BarPanel(SampleArtefacts.Hostile[0], "a & b", SampleArtefacts.Hostile, SampleArtefacts.SignedOf(SampleArtefacts.Hostile.Length)), Curves("<b>", 2, 3)])),
        new("chart-empty", Chart("evaluation/empty", [])),
        new("chart-large", Chart("evaluation/large", [Bars("Heads", 96), Curves("Deletion", 16, 512), Points("michel", 384, 1)])),
        new("chart-one", Chart("evaluation/one", [Bars("Layers", 1), Curves("Deletion", 1, 1), Points("michel", 1, 1)])),
        new("chart-chinese", Chart("evaluation/chinese", Named(SampleArtefacts.Chinese))),
        new("chart-arabic", Chart("evaluation/arabic", Named(SampleArtefacts.Arabic))),
        new("chart-strange", Chart("evaluation/strange", Named([.. SampleArtefacts.Hostile[1..4], .. SampleArtefacts.Hostile]))),
    ];

    public static ImageOverlayFigure Overlay(string id, int width, int height, int side, ImmutableArray<NamedScores> panels)
    {
        ImmutableArray<byte> pixels = [.. Enumerable.Range(0, width * height).SelectMany(pixel => PixelOf(pixel % width, pixel / width, width, height))];
        return new ImageOverlayFigure(new ArtefactId(id), "Methods on one image", new ColorImage(width, height, pixels), new PatchGrid(height / side, width / side, side, 1), panels)
        {
            Caption = "Orange patches speak for the class; outlined are those that decide.",
            Outlines = [new MatrixCell(0, 0), new MatrixCell(0, 1), new MatrixCell(1, 1)],
        };
    }

    public static NamedScores Named(string name, int count, ColorScale scale) =>
        new(name, scale.Minimum < 0 ? SampleArtefacts.SignedOf(count) : [.. Enumerable.Range(0, count).Select(index => index * 37 % 41 / 82f)], scale)
        {
            Notes =
            [
                "all 3 examples: beats random orders: comprehensiveness 0.412 against 0.130 at random, sufficiency 0.021 against 0.300",
                "start layer: the input's features; baseline: none; aggregation: sum over the width",
            ],
        };

    // A gradient with a dark disc in it.
    private static IEnumerable<byte> PixelOf(int x, int y, int width, int height)
    {
        bool isDisc = ((4 * x) - width) * ((4 * x) - width) + (((4 * y) - height) * ((4 * y) - height)) < width * height;
        return isDisc ? [200, 30, 40] : [(byte)(255 * x / width), (byte)(255 * y / height), 120];
    }

    private static TokenComparisonFigure Comparison(string id, ImmutableArray<string> tokens, int rows) => new(
        new ArtefactId(id),
        "Methods on one text",
        tokens,
        [.. Enumerable.Range(0, rows).Select(row => Named(row == 1 ? "attention-flow" : $"method-{row}", tokens.Length, row == 1 ? Unsigned : Signed))])
    {
        Caption = "Each row is coloured by its own largest score.",
    };

    private static ChartFigure Chart(string id, ImmutableArray<ChartPanel> panels) => new(new ArtefactId(id), "Parts of the model", panels)
    {
        Caption = "What each part adds.",
    };

    // Every text of every panel in the words of one script.
    private static ImmutableArray<ChartPanel> Named(ImmutableArray<string> words) =>
    [
        Bars(words[1], words.Length) with { Labels = words, Unit = words[2] },
        Curves(words[1], 2, 9) with { Horizontal = words[2], Vertical = words[3], Curves = [.. Curves(words[1], words.Length, 9).Curves.Select((curve, index) => curve with { Name = words[index] })] },
        Points(words[1], words.Length, 1) with { Horizontal = words[2], Vertical = words[3], Subtitle = words[^1] },
    ];

    private static BarPanel Bars(string title, int count) =>
        new(title, "logit", [.. Enumerable.Range(0, count).Select(bar => $"L{bar / 4} H{bar % 4}")], SampleArtefacts.SignedOf(count));

    private static ScatterPanel Points(string title, int count, float height) => new(
        title, "leave-one-out (loss)", $"{title} (loss)", [.. SampleArtefacts.SignedOf(count).Select((value, point) => new ScatterPoint($"self {point / 4}.{point % 4}", point * 0.01f, float.IsFinite(value) ? value * height : 0.5f))])
    {
        Subtitle = "Spearman's ρ 0.61 over 12 units",
    };

    private static CurvePanel Curves(string title, int count, int points, float height = 1) => new(
        title,
        "share taken away",
        "probability",
        [
            .. Enumerable.Range(0, count).Select(curve => new ChartCurve(
                curve == 0 ? "random" : $"method-{curve}",
                [.. Enumerable.Range(0, points).Select(point => point / 20f)],
                [.. Enumerable.Range(0, points).Select(point => height / (1 + (point * (1f + curve) / 6)))])
            {
                IsControl = curve == 0,
                Lower = curve > 0 ? [] : [.. Enumerable.Range(0, points).Select(point => height * 0.8f / (1 + (point / 4f)))],
                Upper = curve > 0 ? [] : [.. Enumerable.Range(0, points).Select(point => height / (1 + (point / 6f)))],
            }),
        ]);
}
