using System.Collections.Immutable;

namespace AttentionLens.Rendering.Tests;

public sealed class FigureChecksTests
{
    private static readonly AxisLabels Two = new("side", ["a", "b"]);

    public static TheoryData<string, string> Broken => new()
    {
        { "matrix-values", "Artefact 'm' has 3 values; expected 4, 2 rows times 2 columns." },
        { "matrix-default", "Artefact 'm' has 0 values; expected 4, 2 rows times 2 columns." },
        { "matrix-scale", "Artefact 'm' has a colour scale from 1 to 0; expected two finite numbers in order." },
        { "matrix-scale-nan", "Artefact 'm' has a colour scale from missing to ∞; expected two finite numbers in order." },
        { "matrix-side", "Artefact 'm' has 5000 rows; expected up to 4096; cut the matrix or aggregate it." },
        { "matrix-no-labels", "Artefact 'm' has no list of rows; expected up to 4096; cut the matrix or aggregate it." },
        { "matrix-outline", "Artefact 'm' outlines row 0, column 2; expected cells of 2 rows times 2 columns, from 0." },
        { "matrix-outline-negative", "Artefact 'm' outlines row -1, column 0; expected cells of 2 rows times 2 columns, from 0." },
        { "matrix-no-outlines", "Artefact 'm' has no list of outlines; expected up to 1048576." },
        { "grid-twice", "Artefact 'g' has a panel for layer 0 head 0 that is negative or there twice; expected each head once, from 0." },
        { "grid-negative", "Artefact 'g' has a panel for layer -1 head 0 that is negative or there twice; expected each head once, from 0." },
        { "grid-values", "Artefact 'g' has 1 values for layer 0 head 0; expected 4, 2 rows times 2 columns." },
        { "strip-scores", "Artefact 's' has 1 scores; expected 2, one for each token." },
        { "table-cells", "Artefact 't' has 1 cells in row 1; expected 2, one for each column." },
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
            "grid-twice" => Grid([new HeadPanel(0, 0, [1, 2, 3, 4]), new HeadPanel(0, 0, [1, 2, 3, 4])]),
            "grid-negative" => Grid([new HeadPanel(-1, 0, [1, 2, 3, 4])]),
            "grid-values" => Grid([new HeadPanel(0, 0, [1])]),
            "strip-scores" => new TokenStripFigure(new ArtefactId("s"), "S", ["a", "b"], [1], scale),
            "table-cells" => new DataTable(new ArtefactId("t"), "T", [new("a"), new("b")], [[new(1), new(2)], [new(1)]]),
            _ => new DataTable(new ArtefactId("t"), "T", [new("a", null, 99)], []),
        };
    }

    private static MatrixFigure Matrix(AxisLabels rows, ImmutableArray<float> values, ColorScale scale) =>
        new(new ArtefactId("m"), "M", rows, Two, values, scale);

    private static HeadGridFigure Grid(ImmutableArray<HeadPanel> panels) =>
        new(new ArtefactId("g"), "G", Two, Two, panels, ColorScale.Probability);
}
