using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

public sealed class FigureProblemTests
{
    private static readonly AxisLabels Two = new("side", ["a", "b"]);

    public static TheoryData<string, string> Broken => new()
    {
        { "matrix-values", "Artefact 'm' has 3 values; expected 4, 2 rows times 2 columns." },
        { "matrix-default", "Artefact 'm' has 0 values; expected 4, 2 rows times 2 columns." },
        { "matrix-scale", "Artefact 'm' has a colour scale from 1 to 0; expected two finite numbers in order." },
        { "matrix-scale-nan", "Artefact 'm' has a colour scale from NaN to Infinity; expected two finite numbers in order." },
        { "matrix-side", "Artefact 'm' has 5000 rows; expected up to 4096; cut the matrix or aggregate it." },
        { "matrix-no-labels", "Artefact 'm' has no list of rows; expected up to 4096; cut the matrix or aggregate it." },
        { "matrix-outline", "Artefact 'm' outlines row 0, column 2; expected cells of 2 rows times 2 columns, from 0." },
        { "matrix-outline-negative", "Artefact 'm' outlines row -1, column 0; expected cells of 2 rows times 2 columns, from 0." },
        { "matrix-no-outlines", "Artefact 'm' has no list of outlines; expected up to 1048576." },
        { "matrix-texts", "Artefact 'm' has 3 cell texts; expected 4, one for each cell, or none at all." },
        { "matrix-no-texts", "Artefact 'm' has 0 cell texts; expected 4, one for each cell, or none at all." },
        { "matrix-null-text", "Artefact 'm' has cell texts that are null; give empty ones." },
        { "chart-powers", "Artefact 'h' has a number that is not above 0 on the logarithmic axis of chart 'C'; expected positive numbers." },
        { "chart-steps", "Artefact 'h' has 1 values in chart 'S'; expected 2, one for each step." },
        { "chart-step-nan", "Artefact 'h' has a number in chart 'S' that is not finite; expected finite steps, start and total." },
        { "graph-edge", "Artefact 'e' links node 0 with 2 by 'Q', weight 1; expected two of 2 nodes, from 0, a kind and a finite weight." },
        { "graph-nan", "Artefact 'e' links node 0 with 1 by 'Q', weight NaN; expected two of 2 nodes, from 0, a kind and a finite weight." },
        { "graph-back", "Artefact 'e' links node 1 of layer 1 with 0 of layer 0; expected a later layer." },
        { "graph-twice", "Artefact 'e' has layer 0 head 0, which is negative or there twice; expected each head once, from 0." },
        { "graph-default", "Artefact 'e' has no list of edges; expected up to 4096; keep the strongest." },
        { "map-twice", "Artefact 'a' has layer 0 head 0, which is negative or there twice; expected each head once, from 0." },
        { "map-nan", "Artefact 'a' has layer 0 head 0 at a place that is not finite; expected three finite numbers." },
        { "map-stress", "Artefact 'a' has a stress of -1 in the plane and 0 in space; expected numbers from 0." },
        { "map-unit", "Artefact 'a' has no unit of distances; give a text." },
        { "map-default", "Artefact 'a' has no list of heads; expected up to 4096; publish several figures." },
        { "grid-twice", "Artefact 'g' has a panel for layer 0 head 0 that is negative or there twice; expected each head once, from 0." },
        { "grid-negative", "Artefact 'g' has a panel for layer -1 head 0 that is negative or there twice; expected each head once, from 0." },
        { "grid-values", "Artefact 'g' has 1 values for layer 0 head 0; expected 4, 2 rows times 2 columns." },
        { "strip-scores", "Artefact 's' has 1 scores; expected 2, one for each token." },
        { "table-cells", "Artefact 't' has 1 cells in row 1; expected 2, one for each column." },
        { "overlay-patches", "Artefact 'o' has 2 by 2 patches of 2 pixels; expected ones that lie within 2 by 4." },
        { "overlay-side", "Artefact 'o' has 1 by 1 patches of 0 pixels; expected ones that lie within 2 by 4." },
        { "overlay-scores", "Artefact 'o' has 1 scores named 'x'; expected 2, one for each patch." },
        { "overlay-outline", "Artefact 'o' outlines row 0, column 2; expected cells of 1 rows times 2 columns, from 0." },
        { "compare-scores", "Artefact 'c' has 1 scores named 'x'; expected 2, one for each token." },
        { "compare-scale", "Artefact 'c' has a colour scale from 1 to 0; expected two finite numbers in order." },
        { "compare-notes", "Artefact 'c' has no list of notes on 'x'; expected up to 32." },
        { "compare-sets", "Artefact 'c' has no list of sets of scores; expected up to 64; publish several figures." },
        { "chart-default", "Artefact 'h' has no list of charts; expected up to 16; publish several figures." },
        { "chart-bars", "Artefact 'h' has 1 values in chart 'B'; expected 2, one for each bar." },
        { "chart-errors", "Artefact 'h' has 1 errors in chart 'B'; expected 2, one for each bar." },
        { "chart-reference", "Artefact 'h' compares bars in chart 'B' with NaN; expected a finite number." },
        { "chart-points", "Artefact 'h' has 1 vertical places on curve 'x' of chart 'C'; expected 2, one for each point." },
        { "chart-band", "Artefact 'h' has 0 upper edges on curve 'x' of chart 'C'; expected 2, one for each point." },
        { "chart-falls", "Artefact 'h' has a point on curve 'x' of chart 'C' that is not finite or not to the right of the one before; expected finite numbers, rising horizontally." },
        { "chart-nan", "Artefact 'h' has a point on curve 'x' of chart 'C' that is not finite or not to the right of the one before; expected finite numbers, rising horizontally." },
        { "chart-scatter", "Artefact 'h' has no list of points in chart 'C'; expected up to 4096." },
        { "chart-scatter-nan", "Artefact 'h' has the point 'a' at NaN and 0 in chart 'C'; expected finite numbers." },
        { "arcs-twice", "Artefact 'a' has layer 0 head 0, which is negative or there twice; expected each head once, from 0." },
        { "arcs-weights", "Artefact 'a' has other weights for layer 0 head 0 than 2 queries times 2 keys." },
        { "arcs-sentences", "Artefact 'a' has 1 key sentences; expected 2, one for each token." },
        { "arcs-layer", "Artefact 'a' shows layer 3, of which it has no head." },
        { "flow-shares", "Artefact 'f' has 3 shares in layer 0; expected 4, one for each pair of tokens." },
        { "flow-sum", "Artefact 'f' has shares of token 1 in layer 0 with a sum of 1.5; expected at most 1." },
        { "flow-negative", "Artefact 'f' has NaN among the shares of token 0 in layer 0; expected none below 0." },
        { "flow-ends", "Artefact 'f' has 1 ends; expected 2, one for each token." },
        { "neurons-keys", "Artefact 'n' has 3 elements of keys; expected 4, 2 keys times 2 elements." },
        { "neurons-scores", "Artefact 'n' has 1 scores; expected 2, one for each key." },
        { "grid-name", "Artefact 'g' has a panel for layer 0 head 0 without a name; give a text, or an empty one." },
        { "sequence-default", "Artefact 'q' has no list of frames; expected up to 256; leave some out, evenly." },
        { "sequence-null", "Artefact 'q' has frames that are null; give each." },
        { "sequence-figure", "Artefact 'q' has a frame 1 that has no label, figure, title or caption; give each." },
        { "sequence-sequence", "Artefact 'q' has a frame 0 that is a sequence itself; expected figures." },
        { "sequence-types", "Artefact 'q' has a frame 1 that is a TokenStripFigure; expected a MatrixFigure as the first." },
        { "sequence-frame", "Artefact 'q' has a frame 1 that has 3 values; expected 4, 2 rows times 2 columns." },
        { "sequence-id", "Artefact '" + new string('q', 131) + "' has an id of 131 characters; expected up to 130, so that each frame can have a name behind it." },
        { "beside-default", "Artefact 'b' has no list of parts; expected up to 8; publish several figures." },
        { "beside-one", "Artefact 'b' has 1 parts; expected at least 2." },
        { "beside-nine", "Artefact 'b' has 9 parts; expected up to 8; publish several figures." },
        { "beside-null", "Artefact 'b' has parts that are null; give each." },
        { "beside-figure", "Artefact 'b' has a part 1 that has no name, figure, title or caption; give each." },
        { "beside-sequence", "Artefact 'b' has a part 1 that is a SequenceFigure; expected figures of other types." },
        { "beside-beside", "Artefact 'b' has a part 0 that is a SideBySideFigure; expected figures of other types." },
        { "beside-part", "Artefact 'b' has a part 1 that has 3 values; expected 4, 2 rows times 2 columns." },
        { "beside-id", "Artefact '" + new string('b', 144) + "' has an id of 144 characters; expected up to 143, so that each part can have a name behind it." },
        { "table-decimals", "Artefact 't' shows column 'a' with 99 decimals; expected 0 to 15." },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Render_DataThatDoNotFit_SaysWhereOnOneLine(string broken, string message)
    {
        foreach (string format in new[] { "svg", "md" })
        {
            LensInputException exception = Assert.Throws<LensInputException>(() => Drawn.Bytes(Make(broken), format));

            Assert.Equal(message, exception.Message);
        }
    }

    private static Artefact Make(string broken)
    {
        ColorScale scale = ColorScale.Probability;
        return broken switch
        {
            "matrix-values" => Matrix(Two, [1, 2, 3], scale),
            "matrix-default" => Matrix(Two, default, scale),
            "matrix-scale" => Matrix(Two, [1, 2, 3, 4], scale with { Minimum = 1, Maximum = 0 }),
            "matrix-scale-nan" => Matrix(Two, [1, 2, 3, 4], scale with { Minimum = double.NaN, Maximum = double.PositiveInfinity }),
            "matrix-side" => Matrix(new AxisLabels("side", [.. Enumerable.Repeat("a", 5000)]), [], scale),
            "matrix-no-labels" => Matrix(new AxisLabels("side", default), [], scale),
            "matrix-outline" => Matrix(Two, [1, 2, 3, 4], scale) with { Outlines = [new MatrixCell(1, 1), new MatrixCell(0, 2)] },
            "matrix-outline-negative" => Matrix(Two, [1, 2, 3, 4], scale) with { Outlines = [new MatrixCell(-1, 0)] },
            "matrix-no-outlines" => Matrix(Two, [1, 2, 3, 4], scale) with { Outlines = default },
            "matrix-texts" => Matrix(Two, [1, 2, 3, 4], scale) with { CellTexts = ["a", "b", "c"] },
            "matrix-no-texts" => Matrix(Two, [1, 2, 3, 4], scale) with { CellTexts = default },
            "matrix-null-text" => Matrix(Two, [1, 2, 3, 4], scale) with { CellTexts = ["a", "b", "c", null!] },
            "chart-powers" => Chart(Curves(new ChartCurve("x", [0, 1], [1, 0])) with { IsLogarithmic = true }),
            "chart-steps" => Chart(new WaterfallPanel("S", "u", ["a", "b"], [1])),
            "chart-step-nan" => Chart(new WaterfallPanel("S", "u", ["a"], [1]) { Total = double.NaN }),
            "graph-edge" => Graph([new GraphEdge(0, 2, "Q", 1)]),
            "graph-nan" => Graph([new GraphEdge(0, 1, "Q", float.NaN)]),
            "graph-back" => Graph([new GraphEdge(1, 0, "Q", 1)]),
            "graph-twice" => Graph([]) with { Nodes = [new GraphNode(0, 0), new GraphNode(0, 0)] },
            "graph-default" => Graph(default),
            "map-twice" => Map([new HeadMapPoint(0, 0, 0, 0, 0), new HeadMapPoint(0, 0, 1, 1, 1)]),
            "map-nan" => Map([new HeadMapPoint(0, 0, 0, float.NaN, 0)]),
            "map-stress" => Map([]) with { Stress = -1 },
            "map-unit" => Map([]) with { Unit = null! },
            "map-default" => Map(default),
            "grid-twice" => Grid([new HeadPanel(0, 0, [1, 2, 3, 4]), new HeadPanel(0, 0, [1, 2, 3, 4])]),
            "grid-negative" => Grid([new HeadPanel(-1, 0, [1, 2, 3, 4])]),
            "grid-values" => Grid([new HeadPanel(0, 0, [1])]),
            "strip-scores" => new TokenStripFigure(new ArtefactId("s"), "S", ["a", "b"], [1], scale),
            "overlay-patches" => Overlay(new PatchGrid(2, 2, 2, 0), 4),
            "overlay-side" => Overlay(new PatchGrid(1, 1, 0, 0), 1),
            "overlay-scores" => Overlay(new PatchGrid(1, 2, 2, 0), 1),
            "overlay-outline" => Overlay(new PatchGrid(1, 2, 2, 0), 2) with { Outlines = [new MatrixCell(0, 2)] },
            "sequence-default" => Sequence(default),
            "sequence-null" => Sequence([null!]),
            "sequence-figure" => Sequence([Frame(Matrix(Two, [1, 2, 3, 4], scale)), Frame(null!)]),
            "sequence-sequence" => Sequence([Frame(Sequence([]))]),
            "sequence-types" => Sequence([Frame(Matrix(Two, [1, 2, 3, 4], scale)), Frame(new TokenStripFigure(new ArtefactId("s"), "S", [], [], scale))]),
            "sequence-frame" => Sequence([Frame(Matrix(Two, [1, 2, 3, 4], scale)), Frame(Matrix(Two, [1, 2, 3], scale))]),
            "sequence-id" => Sequence([]) with { Id = new ArtefactId(new string('q', 131)) },
            "beside-default" => Beside(default),
            "beside-one" => Beside([Part(Matrix(Two, [1, 2, 3, 4], scale))]),
            "beside-nine" => Beside([.. Enumerable.Repeat(Part(Matrix(Two, [1, 2, 3, 4], scale)), 9)]),
            "beside-null" => Beside([Part(Matrix(Two, [1, 2, 3, 4], scale)), null!]),
            "beside-figure" => Beside([Part(Matrix(Two, [1, 2, 3, 4], scale)), Part(null!)]),
            "beside-sequence" => Beside([Part(Matrix(Two, [1, 2, 3, 4], scale)), Part(Sequence([]))]),
            "beside-beside" => Beside([Part(Beside([])), Part(Matrix(Two, [1, 2, 3, 4], scale))]),
            "beside-part" => Beside([Part(Matrix(Two, [1, 2, 3, 4], scale)), Part(Matrix(Two, [1, 2, 3], scale))]),
            "beside-id" => Beside([]) with { Id = new ArtefactId(new string('b', 144)) },
            "compare-scores" => Compared(new NamedScores("x", [1], scale)),
            "compare-scale" => Compared(new NamedScores("x", [1, 2], scale with { Minimum = 1, Maximum = 0 })),
            "compare-notes" => Compared(new NamedScores("x", [1, 2], scale) { Notes = default }),
            "compare-sets" => new TokenComparisonFigure(new ArtefactId("c"), "C", ["a", "b"], default),
            "chart-default" => new ChartFigure(new ArtefactId("h"), "H", default),
            "chart-bars" => Chart(new BarPanel("B", "u", ["a", "b"], [1])),
            "chart-errors" => Chart(new BarPanel("B", "u", ["a", "b"], [1, 2]) { Errors = [1] }),
            "chart-reference" => Chart(new BarPanel("B", "u", ["a", "b"], [1, 2]) { Reference = double.NaN }),
            "chart-points" => Chart(Curves(new ChartCurve("x", [0, 1], [0]))),
            "chart-band" => Chart(Curves(new ChartCurve("x", [0, 1], [0, 1]) { Lower = [0, 0] })),
            "chart-falls" => Chart(Curves(new ChartCurve("x", [1, 0], [0, 1]))),
            "chart-nan" => Chart(Curves(new ChartCurve("x", [0, 1], [0, float.NaN]))),
            "chart-scatter" => Chart(new ScatterPanel("C", "x", "y", default)),
            "chart-scatter-nan" => Chart(new ScatterPanel("C", "x", "y", [new ScatterPoint("a", float.NaN, 0)])),
            "arcs-twice" => Arcs(2, 2),
            "arcs-weights" => Arcs(1),
            "arcs-sentences" => Arcs(2) with { KeySentences = [0] },
            "arcs-layer" => Arcs(2) with { Layer = 3 },
            "flow-shares" => Flow([1, 0, 0], [0, 1]),
            "flow-sum" => Flow([1, 0, 0.5f, 1], [0, 1]),
            "flow-negative" => Flow([float.NaN, 0, 0, 1], [0, 1]),
            "flow-ends" => Flow([1, 0, 0, 1], [1]),
            "neurons-keys" => Neurons([1, 2, 3], [1, 2]),
            "neurons-scores" => Neurons([1, 2, 3, 4], [1]),
            "grid-name" => Grid([new HeadPanel(0, 0, [1, 2, 3, 4]) { Name = null! }]),
            "table-cells" => new DataTable(new ArtefactId("t"), "T", [new("a"), new("b")], [[new(1), new(2)], [new(1)]]),
            _ => new DataTable(new ArtefactId("t"), "T", [new("a", null, 99)], []),
        };
    }

    private static GraphFigure Graph(ImmutableArray<GraphEdge> edges) => new(new ArtefactId("e"), "E", [new GraphNode(0, 0), new GraphNode(1, 0)], edges, "u");

    private static HeadMapFigure Map(ImmutableArray<HeadMapPoint> points) => new(new ArtefactId("a"), "A", points, "u");

    private static MatrixFigure Matrix(AxisLabels rows, ImmutableArray<float> values, ColorScale scale) =>
        new(new ArtefactId("m"), "M", rows, Two, values, scale);

    private static ImageOverlayFigure Overlay(PatchGrid patches, int scores) => new(
        new ArtefactId("o"), "O", new ColorImage(4, 2, [.. new byte[24]]), patches, [new NamedScores("x", [.. new float[scores]], ColorScale.Probability)]);

    private static TokenComparisonFigure Compared(NamedScores scores) => new(new ArtefactId("c"), "C", ["a", "b"], [scores]);

    private static ChartFigure Chart(ChartPanel panel) => new(new ArtefactId("h"), "H", [panel]);

    private static CurvePanel Curves(ChartCurve curve) => new("C", "x", "y", [curve]);

    private static HeadViewFigure Arcs(params int[] sides) => new(
        new ArtefactId("a"), "A", Two, Two, [.. sides.Select(side => new AttentionHead(0, 0, AttentionWeights.Of(side, side, new float[side * side])))]);

    private static FlowFigure Flow(ImmutableArray<float> shares, ImmutableArray<float> ends) => new(new ArtefactId("f"), "F", Two, [new FlowLayer(0, shares)], ends);

    private static NeuronViewFigure Neurons(ImmutableArray<float> keys, ImmutableArray<float> scores) =>
        new(new ArtefactId("n"), "N", "a", Two, [1, 2], keys, scores, [0.5f, 0.5f]);

    private static HeadGridFigure Grid(ImmutableArray<HeadPanel> panels) =>
        new(new ArtefactId("g"), "G", Two, Two, panels, ColorScale.Probability);

    private static SequenceFigure Sequence(ImmutableArray<SequenceFrame> frames) => new(new ArtefactId("q"), "Q", frames);

    private static SideBySideFigure Beside(ImmutableArray<NamedFigure> parts) => new(new ArtefactId("b"), "B", parts);

    private static NamedFigure Part(Artefact figure) => new("p", figure);

    private static SequenceFrame Frame(Artefact figure) => new("f", figure);
}
