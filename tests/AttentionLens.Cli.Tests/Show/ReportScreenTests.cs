using System.Collections.Immutable;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli.Tests.Show;

/// <summary>Figures in a terminal.</summary>
public sealed class ReportScreenTests
{
    private static readonly ColorScale Signed = new(ColorScaleKind.Diverging, -1, 1, "logits");

    private static readonly ImmutableArray<string> Hostile =
        ["\u001B[31mred", "[red]markup[/]", "\u202Eturned", "机器学习", "القراءة", "line\nbreak", " lead", string.Empty, new('w', 500)];

    private static readonly Dictionary<string, Artefact> Figures = new()
    {
        ["strip"] = new TokenStripFigure(new("a/strip"), "Strip [bold]", Hostile, Numbers(9), Signed),
        ["strip-large"] = new TokenStripFigure(new("a/strip"), "Strip", Words(600), Numbers(600), Signed),
        ["strip-empty"] = new TokenStripFigure(new("a/strip"), "Strip", [], [], Signed),
        ["matrix"] = Matrix(Hostile, Words(3)),
        ["matrix-wide"] = Matrix(Hostile, Words(40)),
        ["matrix-large"] = Matrix(Words(512), Words(512)),
        ["matrix-empty"] = Matrix([], []),
        ["grid"] = new HeadGridFigure(
            new("a/grid"), "Grid", new("query", Words(30)), new("key", Words(30)),
            [.. Enumerable.Range(0, 384).Select(head => new HeadPanel(head / 16, head % 16, Numbers(900)))], ColorScale.Probability),
        ["grid-empty"] = new HeadGridFigure(new("a/grid"), "Grid", new("query", Hostile), new("key", Hostile), [], ColorScale.Probability),
        ["head-view"] = new HeadViewFigure(
            new("a/view"), "View", new("query", Hostile), new("key", Hostile),
            [new AttentionHead(0, 0, AttentionWeights.Of(9, 9, Numbers(81).AsSpan())), new AttentionHead(1, 0, AttentionWeights.Of(9, 9, Numbers(81).AsSpan()))]),
        ["comparison"] = new TokenComparisonFigure(
            new("a/compare"), "Compare", Hostile, [new NamedScores("[red]one", Numbers(9), Signed) { Notes = ["\u001Bnote"] }, new NamedScores("two", Numbers(9), Signed)]),
        ["overlay"] = new ImageOverlayFigure(
            new("a/overlay"), "Overlay", new ColorImage(8, 8, [.. new byte[192]]), new PatchGrid(4, 4, 2, 1), [new NamedScores("one", Numbers(16), Signed)]),
        ["table"] = new DataTable(
            new("a/table"), "Table", [.. Enumerable.Range(0, 30).Select(column => new TableColumn($"column [{column}]"))],
            [.. Enumerable.Repeat<ImmutableArray<TableCell>>([.. Enumerable.Range(0, 30).Select(cell => cell == 0 ? new TableCell(Hostile[0]) : new TableCell(cell))], 40)]),
        ["table-empty"] = new DataTable(new("a/table"), "Table", [], []),
        ["chart"] = new ChartFigure(
            new("a/chart"), "Chart",
            [
                new BarPanel("Bars", "share", Hostile, Numbers(9)) { Reference = 0.5 },
                new BarPanel("None", "share", [], []),
                new CurvePanel("Curves", "x", "y", [new ChartCurve("[red]", Numbers(300), Numbers(300)), new ChartCurve("empty", [], [])]),
                new ScatterPanel("Points", "x", "y", [.. Hostile.Select(label => new ScatterPoint(label, 1, -2))]),
            ]),
        ["other"] = new OtherFigure(new("a/other"), "Of a plugin"),
    };

    public static TheoryData<string, int, bool> Cases
    {
        get
        {
            TheoryData<string, int, bool> cases = [];
            foreach (string name in Figures.Keys)
            {
                cases.Add(name, 80, false);
                cases.Add(name, 80, true);
                cases.Add(name, 24, false);
                cases.Add(name, 24, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Write_AnyFigure_FitsTheWidthAndKeepsStrangersTextsAsTexts(string name, int width, bool hasColors)
    {
        string shown = CapturedScreen.Of(Figures[name], width, hasColors);

        string text = CapturedScreen.WithoutColors(shown);
        Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain("\u001B[31mred", shown, StringComparison.Ordinal);
        Assert.Equal(hasColors, shown.Contains('\u001B', StringComparison.Ordinal));
        Assert.All(text.Split('\n'), line => Assert.True(new Segment(line).CellCount() <= width, $"wider than {width}: {line}"));
    }

    [Fact]
    public void Write_SmallMatrixWithoutColors_HasLabelsShadesAndNumbers()
    {
        MatrixFigure figure = new(new("a/m"), "Attention", new("query", ["the", "我们"]), new("key", ["cat", "sat"]), [0, 0.25f, 0.5f, 1], ColorScale.Probability);

        Assert.Equal(
            """

            Attention
                 cat    sat    
            the   0     ░0.25  
            我们 ▒0.5   █1     
            0 [ ░▒▓█] 1 probability

            """,
            CapturedScreen.Of(figure));
    }

    [Fact]
    public void Write_SignedTokensWithoutColors_HaveTheirNumbersAndAScale() => Assert.Equal(
        "\nStrip\nnot(-0.5) good(1) ␣!(0) \n-1 [#=-. ░▒▓█] 1 logits\n",
        CapturedScreen.Of(new TokenStripFigure(new("a/s"), "Strip", ["not", "good", " !"], [-0.5f, 1, 0], Signed)));

    [Fact]
    public void Write_TokensInColors_GivesBothSignsDifferentGrounds()
    {
        string shown = CapturedScreen.Of(new TokenStripFigure(new("a/s"), "Strip", ["not", "good"], [-1, 1], Signed), hasColors: true);

        string[] grounds = [.. shown.Split('\n')[2].Split("48;2;").Skip(1).Select(part => part.Split('m')[0])];
        Assert.Equal(2, grounds.Length);
        Assert.NotEqual(grounds[0], grounds[1]);
        Assert.Contains(" not ", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LargeMatrix_SaysThatItThinsOutAndKeepsTheStrongest()
    {
        float[] values = new float[512 * 512];
        values[(300 * 512) + 17] = 1;
        ImmutableArray<string> words = Words(512);
        string shown = CapturedScreen.Of(new MatrixFigure(new("a/m"), "Large", new("query", words), new("key", words), [.. values], ColorScale.Probability));

        Assert.Contains("Thinned out from 512 × 512 to 64 × 80", shown, StringComparison.Ordinal);
        Assert.Contains("strongest: w300 → w17 1;", shown, StringComparison.Ordinal);
        Assert.Equal(2, shown.Count(letter => letter == '█'));
    }

    [Fact]
    public void Write_FigureThatDoesNotFit_SaysWhy() => Assert.Contains(
        "(not shown: it has 1 scores; expected 2",
        CapturedScreen.Of(new TokenStripFigure(new("a/s"), "Strip", ["a", "b"], [1], Signed)),
        StringComparison.Ordinal);

    [Fact]
    public void Write_TypeThatNobodyKnows_FallsBackToItsTitleAndCaption() => Assert.Equal(
        "\nOf a plugin\nWhat it shows\n",
        CapturedScreen.Of(new OtherFigure(new("a/other"), "Of a plugin") { Caption = "What it shows" }));

    private static MatrixFigure Matrix(ImmutableArray<string> rows, ImmutableArray<string> columns) =>
        new(new("a/matrix"), "Matrix", new("query", rows), new("key", columns), Numbers(rows.Length * columns.Length), Signed) { Caption = "[red]caption \u001B[1m" };

    private static ImmutableArray<string> Words(int count) => [.. Enumerable.Range(0, count).Select(index => $"w{index}")];

    private static ImmutableArray<float> Numbers(int count) => [.. Enumerable.Range(0, count).Select(index => MathF.Sin(index))];

    private sealed record OtherFigure(ArtefactId Id, string Title) : Artefact(Id, Title);
}
