using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws one head's way from a query to its attention: a strip of elements for the query, and a line for each key with its elements, their products
/// with the query's, the score and the probability.</summary>
internal static class NeuronDrawing
{
    private const double Margin = 16;
    private const double TextSize = 12;
    private const double NumberSize = 11;
    private const double LongestLabel = 16;
    private const double Gap = 24;
    private const double LabelGap = 8;
    private const double RowHeight = 20;
    private const double StripHeight = 14;
    private const double StripWidth = 256;
    private const double WidestElement = 14;
    private const double NumberWidth = 56;
    private const double BarWidth = 120;
    private const double HeaderHeight = 22;
    private const double QueryGap = 8;

    public static void Draw(NeuronViewFigure figure, RenderTheme theme, Stream destination)
    {
        NeuronRows rows = new(figure);
        int elements = figure.Query.Length;
        if (rows.Keys.IsEmpty || elements == 0)
        {
            EmptyDrawing.Draw(figure, theme, "No keys or elements to show.", destination);
            return;
        }

        ImmutableArray<string> tokens = [.. rows.Keys.Select(key => VisibleText.Label(figure.Keys.Labels[key]))];
        string query = VisibleText.Label(figure.QueryToken);
        ColorRamp vectors = Ramp(rows.Vectors.Concat(figure.Query), "q and k", theme);
        ColorRamp products = Ramp(rows.Products, "q × k", theme);
        Legend left = new(vectors, hasMissing: false, isPicture: true);
        Legend right = new(products, hasMissing: false, isPicture: true) { Name = "product-bar" };
        double labels = Math.Max(tokens.Append(query).Max(token => TextWidth.Em(Elision.Mono(token, LongestLabel))) * TextSize, TextWidth.SansEm("query ") * NumberSize) + LabelGap;
        double element = Math.Min(WidestElement, StripWidth / elements);
        double strip = element * elements;
        Places places = new(Margin + labels, strip);
        double width = Math.Max(places.Right, (2 * Margin) + left.Width + Gap + right.Width);
        Heading heading = new(figure.Title, width - (2 * Margin));
        string shown = tokens.Length < figure.Weights.Length
            ? $"The {NumberText.Count(tokens.Length)} keys with the largest probability of {NumberText.Count(figure.Weights.Length)}. " : string.Empty;
        NotesBlock note = new([$"{shown}Score: q · k as the model scales it, with all that positions add. Softmax over the scores gives the probability."], width - (2 * Margin));
        double top = Margin + heading.Height + Legend.Height + HeaderHeight;
        double keys = top + RowHeight + QueryGap + HeaderHeight;
        double bottom = keys + (tokens.Length * RowHeight);
        FigureSize size = new(width, bottom + Margin + note.Height + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        heading.Draw(canvas, Margin, Margin);
        left.Draw(canvas, Margin, Margin + heading.Height);
        right.Draw(canvas, Margin + left.Width + Gap, Margin + heading.Height);
        DrawHeaders(canvas, places, top - 8, keys - 8);
        DrawToken(canvas, query, places.Vectors - LabelGap, top, isStrong: true);
        DrawStrips(canvas, figure.Query, 1, elements, element, vectors, places.Vectors, top);
        DrawStrips(canvas, rows.Vectors, tokens.Length, elements, element, vectors, places.Vectors, keys);
        DrawStrips(canvas, rows.Products, tokens.Length, elements, element, products, places.Products, keys);
        for (int row = 0; row < tokens.Length; row++)
        {
            double y = keys + (row * RowHeight);
            DrawToken(canvas, tokens[row], places.Vectors - LabelGap, y, isStrong: false);
            DrawNumber(canvas, NumberText.Cell(rows.Dot(row)), places.Dots + NumberWidth, y);
            DrawNumber(canvas, rows.Score(row), places.Scores + NumberWidth, y);
            float weight = figure.Weights[rows.Keys[row]];
            double bar = Math.Clamp(weight, 0, 1) * BarWidth;
            canvas.Rectangle(places.Weights, y + ((RowHeight - StripHeight) / 2), Math.Max(1, bar), StripHeight, HeadColors.For(theme)[0].Hex);
            canvas.Write(new Label(places.Weights + bar + 6, y + 14, NumberText.Cell(weight), NumberSize) { IsMono = true });
            canvas.Open("rect").Set("x", Margin).Set("y", y).Set("width", places.Right - (2 * Margin)).Set("height", RowHeight)
                .Set("fill", "none").Set("pointer-events", "all").Hover(rows.Summary(row, tokens[row])).Close();
        }

        note.Draw(canvas, Margin, bottom + Margin);
    }

    private static ColorRamp Ramp(IEnumerable<float> values, string unit, RenderTheme theme)
    {
        double largest = values.Select(value => Math.Abs((double)value)).Where(double.IsFinite).DefaultIfEmpty().Max();
        return new ColorRamp(new ColorScale(ColorScaleKind.Diverging, -largest, largest, unit), theme);
    }

    private static void DrawHeaders(SvgCanvas canvas, Places places, double query, double keys)
    {
        Write("query", places.Vectors - LabelGap, query, Anchor.End);
        Write("q", places.Vectors, query, Anchor.Start);
        Write("key", places.Vectors - LabelGap, keys, Anchor.End);
        Write("k", places.Vectors, keys, Anchor.Start);
        Write("q × k", places.Products, keys, Anchor.Start);
        Write("q · k", places.Dots + NumberWidth, keys, Anchor.End);
        Write("score", places.Scores + NumberWidth, keys, Anchor.End);
        Write("softmax", places.Weights, keys, Anchor.Start);

        void Write(string text, double x, double y, Anchor anchor) => canvas.Write(new Label(x, y, text, NumberSize) { Fill = canvas.Ground.Muted, Anchor = anchor });
    }

    private static void DrawToken(SvgCanvas canvas, string token, double x, double y, bool isStrong) =>
        canvas.Write(new Label(x, y + 14, Elision.Mono(token, LongestLabel), TextSize) { Anchor = Anchor.End, IsMono = true, IsStrong = isStrong, Full = token });

    private static void DrawNumber(SvgCanvas canvas, string number, double x, double y) =>
        canvas.Write(new Label(x, y + 14, number, NumberSize) { Anchor = Anchor.End, IsMono = true });

    // One picture for all rows, and the gaps between them over it: a picture for each would carry its palette each time.
    private static void DrawStrips(SvgCanvas canvas, ImmutableArray<float> values, int rows, int elements, double element, ColorRamp ramp, double x, double y)
    {
        double width = element * elements;
        byte[] png = MatrixImage.Create(values.AsSpan(), rows, elements, 1, MatrixImage.Enlargement(Math.Min(element, RowHeight)), ramp, canvas.Ground);
        canvas.OpenImage(png, x, y, width, rows * RowHeight).Close();
        const double Between = RowHeight - StripHeight;
        StringBuilder gaps = new();
        StringBuilder frames = new();
        for (int row = 0; row <= rows; row++)
        {
            double top = y + (row * RowHeight) - (Between / 2);
            Append(gaps, x, top, width, Between);
            if (row < rows)
            {
                Append(frames, x - 0.5, top + Between - 0.5, width + 1, StripHeight + 1);
            }
        }

        canvas.Open("path").Set("d", gaps.ToString()).Set("fill", canvas.Ground.Paper).Close();
        canvas.Open("path").Set("d", frames.ToString()).Set("fill", "none").Set("stroke", canvas.Ground.Line).Close();
    }

    private static void Append(StringBuilder path, double x, double y, double width, double height) =>
        path.Append('M').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y)).Append('h').Append(NumberText.Coordinate(width))
            .Append('v').Append(NumberText.Coordinate(height)).Append('h').Append(NumberText.Coordinate(-width)).Append('z');

    private readonly record struct Places(double Vectors, double Strip)
    {
        public double Products => Vectors + Strip + Gap;

        public double Dots => Products + Strip + 8;

        public double Scores => Dots + NumberWidth + 8;

        public double Weights => Scores + NumberWidth + Gap;

        public double Right => Weights + BarWidth + 44 + Margin;
    }
}
