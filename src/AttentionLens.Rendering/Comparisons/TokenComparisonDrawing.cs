using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws scores of one text in rows, the same token in the same column; a text that is too wide goes on in a block below. The notes on
/// each row stand under all of them.</summary>
internal static class TokenComparisonDrawing
{
    private const double Margin = 16;
    private const double FlowWidth = 1000;
    private const double NotesWidth = 720;
    private const double TextSize = 12;
    private const double ScoreSize = 10;
    private const double NameSize = 12;
    private const double LongestName = 22;
    private const double LongestToken = 12;
    private const double Padding = 5;
    private const double NarrowestColumn = 30;
    private const double RowHeight = 26;
    private const double HeadHeight = 22;
    private const double Gap = 18;
    private const double NoteTitle = 18;
    private const double NarrowestFigure = 360;
    private const int MostScores = 128;

    public static void Draw(TokenComparisonFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Tokens.IsEmpty || figure.Rows.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No tokens or scores to show.", destination);
            return;
        }

        ImmutableArray<string> tokens = [.. figure.Tokens.Select(VisibleText.Label)];
        bool hasScores = tokens.Length <= MostScores;
        ImmutableArray<string> names = [.. figure.Rows.Select(row => VisibleText.Of(row.Name))];
        double nameWidth = names.Max(name => TextWidth.SansEm(Elision.Sans(name, LongestName))) * NameSize * TextWidth.Strong;
        nameWidth += Gap / 2;
        ImmutableArray<ImmutableArray<Column>> blocks = Flow(figure, tokens, hasScores, FlowWidth - nameWidth);
        double blockWidth = blocks.Max(block => block[^1].X + block[^1].Width);
        double blockHeight = HeadHeight + (figure.Rows.Length * RowHeight) + Gap;
        ColorRamp shared = SignedScale.Shared(figure.Rows, "share of each row's largest", theme);
        Legend legend = new(shared, figure.Rows.Any(row => row.Values.Any(float.IsNaN)), isPicture: false);
        ImmutableArray<(string Name, ImmutableArray<string> Notes)> noted =
            [.. figure.Rows.Select((row, index) => (names[index], SignedScale.Explained(row, figure.Rows))).Where(row => row.Item2.Any(note => note.Length > 0))];
        double width = Math.Max(Math.Max(nameWidth + blockWidth, Math.Max(noted.IsEmpty ? 0 : NotesWidth, legend.Width)) + (2 * Margin), NarrowestFigure);
        double noteWidth = width - (2 * Margin);
        ImmutableArray<(string Name, NotesBlock Block)> notes = [.. noted.Select(row => (row.Name, new NotesBlock(row.Notes, noteWidth)))];
        Heading heading = new(figure.Title, noteWidth);
        double top = Margin + heading.Height + Legend.Height;
        double bottom = top + (blocks.Length * blockHeight);
        FigureSize size = new(width, bottom + notes.Sum(note => NoteTitle + note.Block.Height + (Gap / 2)) - (notes.IsEmpty ? Gap : Gap / 2) + Margin, heading.Height);

        bool isMirrored = Reading.IsRightToLeft(tokens);
        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        MissingPattern.Define(canvas);
        heading.Draw(canvas, Margin, Margin);
        legend.Draw(canvas, Margin, Margin + heading.Height);
        ImmutableArray<ColorRamp> ramps = [.. figure.Rows.Select(row => SignedScale.Ramp(row.Scale, theme))];
        for (int block = 0; block < blocks.Length; block++)
        {
            double y = top + (block * blockHeight);
            for (int row = 0; row < names.Length; row++)
            {
                canvas.Write(new Label(Margin, y + HeadHeight + (row * RowHeight) + 17, Elision.Sans(names[row], LongestName), NameSize) { IsStrong = true, Full = names[row] });
            }

            foreach (Column column in blocks[block])
            {
                // A text that reads from the right starts at the right.
                double x = Margin + nameWidth + (isMirrored ? blockWidth - column.X - column.Width : column.X);
                DrawColumn(canvas, figure, ramps, names, column, tokens[column.Index], x, y, hasScores);
            }
        }

        foreach ((string name, NotesBlock block) in notes)
        {
            canvas.Write(new Label(Margin, bottom + NameSize, Elision.Sans(name, noteWidth / NameSize / TextWidth.Strong), NameSize) { IsStrong = true, Full = name });
            block.Draw(canvas, Margin, bottom + NoteTitle);
            bottom += NoteTitle + block.Height + (Gap / 2);
        }
    }

    private static ImmutableArray<ImmutableArray<Column>> Flow(TokenComparisonFigure figure, ImmutableArray<string> tokens, bool hasScores, double room)
    {
        List<ImmutableArray<Column>> blocks = [];
        List<Column> block = [];
        double x = 0;
        for (int index = 0; index < tokens.Length; index++)
        {
            string shown = Elision.Mono(tokens[index], LongestToken);
            double width = Math.Max(NarrowestColumn, (TextWidth.Em(shown) * TextSize) + (2 * Padding));
            if (hasScores)
            {
                width = Math.Max(width, (figure.Rows.Max(row => TextWidth.Em(Score(row.Values[index]))) * ScoreSize) + (2 * Padding));
            }

            if (block.Count > 0 && x + width > room)
            {
                blocks.Add([.. block]);
                block.Clear();
                x = 0;
            }

            block.Add(new Column(index, x, width, shown));
            x += width;
        }

        return [.. blocks, [.. block]];
    }

    private static void DrawColumn(
        SvgCanvas canvas, TokenComparisonFigure figure, ImmutableArray<ColorRamp> ramps, ImmutableArray<string> names, Column column, string token, double x, double y, bool hasScores)
    {
        double middle = x + (column.Width / 2);
        canvas.Write(new Label(middle, y + 14, column.Text, TextSize) { Anchor = Anchor.Middle, IsMono = true, Full = token });
        for (int row = 0; row < figure.Rows.Length; row++)
        {
            float score = figure.Rows[row].Values[column.Index];
            int level = ramps[row].Level(score);
            bool isMissing = level == ColorRamp.MissingLevel;
            double top = y + HeadHeight + (row * RowHeight);
            canvas.Open("g").Hover($"{names[row]}, {column.Index}: {Reading.Isolated(token)}, {NumberText.Short(score)}");
            canvas.Open("rect").Set("x", x + 1).Set("y", top + 1).Set("width", column.Width - 2).Set("height", RowHeight - 2).Set("rx", 3)
                .Set("fill", isMissing ? MissingPattern.Fill(canvas) : ramps[row].ColorAt(level).Hex).Set("stroke", canvas.Ground.Line).Set("stroke-width", 0.5).Close();
            if (hasScores && !isMissing)
            {
                canvas.Write(new Label(middle, top + (RowHeight / 2) + (0.35 * ScoreSize), Score(score), ScoreSize)
                {
                    Anchor = Anchor.Middle,
                    IsMono = true,
                    Fill = Ground.InkOn(ramps[row].ColorAt(level)),
                });
            }

            canvas.Close();
        }
    }

    private static string Score(float score) => float.IsNaN(score) ? "–" : NumberText.Cell(score);

    private readonly record struct Column(int Index, double X, double Width, string Text);
}
