using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws tokens that flow and wrap like text, each on a ground that shows its score.</summary>
internal static class TokenStripDrawing
{
    private const double Margin = 16;
    private const double FlowWidth = 760;
    private const double TextSize = 14;
    private const double ScoreSize = 10;
    private const double Padding = 5;
    private const double Gap = 4;
    private const double ChipHeight = 24;
    private const double ScoreRoom = 14;
    private const double LineGap = 8;
    private const double NarrowestFigure = 360;
    private const int MostScores = 64;

    public static void Draw(TokenStripFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Tokens.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No tokens to show.", destination);
            return;
        }

        bool hasScores = figure.Tokens.Length <= MostScores;
        ImmutableArray<string> tokens = [.. figure.Tokens.Select(VisibleText.Label)];
        ImmutableArray<Chip> chips = Flow(tokens, figure.Scores, hasScores);
        ColorRamp ramp = new(figure.Scale, theme);
        Legend legend = new(ramp, figure.Scores.Any(float.IsNaN), isPicture: false);

        double flowWidth = chips.Max(chip => chip.X + chip.Width);
        double width = Math.Max(Math.Max(flowWidth, legend.Width) + (2 * Margin), NarrowestFigure);
        Heading heading = new(figure.Title, width - (2 * Margin));
        double linePitch = ChipHeight + (hasScores ? ScoreRoom : 0) + LineGap;
        double top = Margin + heading.Height + Legend.Height;
        FigureSize size = new(width, top + ((chips[^1].Line + 1) * linePitch) - LineGap + Margin, heading.Height);

        // A text that reads from the right starts at the right.
        bool isMirrored = Reading.IsRightToLeft(tokens);
        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        MissingPattern.Define(canvas);
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, Margin, Margin + heading.Height);
        for (int index = 0; index < chips.Length; index++)
        {
            Chip chip = isMirrored ? chips[index] with { X = width - (2 * Margin) - chips[index].X - chips[index].Width } : chips[index];
            DrawChip(canvas, ramp, chip with { X = Margin + chip.X }, top + (chip.Line * linePitch), tokens[index], index, figure.Scores[index], hasScores);
        }
    }

    private static ImmutableArray<Chip> Flow(ImmutableArray<string> tokens, ImmutableArray<float> scores, bool hasScores)
    {
        ImmutableArray<Chip>.Builder chips = ImmutableArray.CreateBuilder<Chip>(tokens.Length);
        double x = 0;
        int line = 0;
        for (int index = 0; index < tokens.Length; index++)
        {
            string shown = Elision.Mono(tokens[index], (FlowWidth - (2 * Padding)) / TextSize);
            double width = Math.Max((TextWidth.Em(shown) * TextSize) + (2 * Padding), (2 * Padding) + 2);
            width = hasScores ? Math.Max(width, (TextWidth.Em(Score(scores[index])) * ScoreSize) + 2) : width;
            if (x > 0 && x + width > FlowWidth)
            {
                (x, line) = (0, line + 1);
            }

            chips.Add(new Chip(x, line, width, shown));
            x += width + Gap;
        }

        return chips.MoveToImmutable();
    }

    private static void DrawChip(SvgCanvas canvas, ColorRamp ramp, Chip chip, double y, string token, int index, float score, bool hasScores)
    {
        int level = ramp.Level(score);
        bool isMissing = level == ColorRamp.MissingLevel;
        canvas.Open("g").Hover($"{index}: {Reading.Isolated(token)}, {NumberText.Short(score)}");
        canvas.Open("rect").Set("x", chip.X).Set("y", y).Set("width", chip.Width).Set("height", ChipHeight).Set("rx", 4)
            .Set("fill", isMissing ? MissingPattern.Fill(canvas) : ramp.ColorAt(level).Hex).Set("stroke", canvas.Ground.Line).Close();
        if (isMissing)
        {
            // Hatching alone would make the token hard to read.
            canvas.Open("rect").Set("x", chip.X + 3).Set("y", y + 3).Set("width", chip.Width - 6).Set("height", ChipHeight - 6).Set("rx", 2)
                .Set("fill", canvas.Ground.Paper).Set("fill-opacity", 0.85).Close();
        }

        canvas.Write(new Label(chip.X + (chip.Width / 2), y + 17, chip.Text, TextSize)
        {
            Anchor = Anchor.Middle,
            IsMono = true,
            Fill = isMissing ? canvas.Ground.Ink : Ground.InkOn(ramp.ColorAt(level)),
        });
        if (hasScores)
        {
            canvas.Write(new Label(chip.X + (chip.Width / 2), y + ChipHeight + 11, Score(score), ScoreSize)
            {
                Anchor = Anchor.Middle,
                IsMono = true,
                Fill = canvas.Ground.Muted,
            });
        }

        canvas.Close();
    }

    private static string Score(float score) => float.IsNaN(score) ? "–" : NumberText.Cell(score);

    private readonly record struct Chip(double X, int Line, double Width, string Text);
}
