using System.Text;
using System.Xml.Linq;

namespace AttentionLens.Rendering.Tests;

/// <summary>Laws of every drawing, over figures that nobody chose.</summary>
public sealed class RandomFigureTests
{
    private const int Seeds = 40;
    private static readonly string LongText = string.Concat(Enumerable.Repeat("]]>\u0000\uDC00\"'&<script>\u202E\u2067 \uFFFF", 500));

    public static TheoryData<string> Types => [.. FigureViews.All.Select(view => view.Figure.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Render_AnyFigure_KeepsTextsApartAndWithinThePage(string type)
    {
        List<string> problems = [];
        for (int seed = 0; seed < Seeds; seed++)
        {
            foreach (string svg in Drawings(Make(type, seed)))
            {
                problems.AddRange(LayoutProblems.Of(svg).Take(4).Select(problem => $"seed {seed}: {problem}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Render_AnyFigure_GivesTheSameBytesAgainAndInAnyCulture(string type)
    {
        for (int seed = 0; seed < Seeds; seed += 4)
        {
            foreach (string format in new[] { "svg", "md", "html" })
            {
                byte[] expected = Drawn.Bytes(Make(type, seed), format);

                Assert.Equal(expected, Drawn.Bytes(Make(type, seed), format));
                Assert.Equal(expected, OtherCulture.Run(() => Drawn.Bytes(Make(type, seed), format)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Render_AnyFigureNamedByAStranger_IsWellFormedAndCarriesNoScript(string type)
    {
        for (int seed = 0; seed < Seeds; seed += 8)
        {
            Artefact figure = Make(type, seed) with { Title = LongText, Caption = LongText };

            string svg = Drawn.Text(figure, "svg");

            XElement root = XDocument.Parse(svg).Root!;
            Assert.DoesNotContain(root.Descendants(), element => element.Name.LocalName is "script" or "foreignObject");
            Assert.DoesNotContain('\u202E', svg);
            Assert.True(Encoding.UTF8.GetByteCount(svg) < 16 << 20);
        }
    }

    private static Artefact Make(string type, int seed)
    {
        Func<Random, Artefact> make = RandomFigures.All.Single(entry => entry.Key.Name == type).Value;
        return make(new Random(seed));
    }

    // All frames of an animation lie on one another; what is seen at once are its frames and its sheet.
    private static IEnumerable<string> Drawings(Artefact figure) => figure is SequenceFigure sequence
        ? Enumerable.Range(0, sequence.Frames.Length).Select(frame => Drawn.With(figure, "svg", new RenderOptions { Frame = frame }))
            .Append(Drawn.With(figure, "svg", new RenderOptions { Sequences = SequenceForm.Sheet }))
        : [Drawn.Text(figure, "svg")];
}
