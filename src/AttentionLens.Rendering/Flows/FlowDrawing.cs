using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws a flow across layers: columns of tokens from the input on the left to what is explained on the right, and a ribbon as thick as its share
/// between them.</summary>
internal static class FlowDrawing
{
    private const double Margin = 16;
    private const double TextSize = 11;
    private const double LabelLine = 13;
    private const double LongestLabel = 16;
    private const double Leader = 16;
    private const double NodeWidth = 6;
    private const double LegendHeight = 28;
    private const double HeaderHeight = 24;
    private const double NarrowestFigure = 420;
    private const double Thinnest = 0.6;
    private const int MostHovers = 600;

    public static void Draw(FlowFigure figure, RenderTheme theme, Stream destination)
    {
        int count = figure.Tokens.Labels.Length;
        if (count == 0 || figure.Layers.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No tokens or layers to show.", destination);
            return;
        }

        FlowAmounts amounts = new(figure);
        FlowColumns columns = new(amounts, count, figure.Layers.Length);
        ImmutableArray<string> tokens = [.. figure.Tokens.Labels.Select(VisibleText.Label)];
        ImmutableArray<(int Index, double Y)> inputs = columns.Labels(amounts, 0, LabelLine);
        ImmutableArray<(int Index, double Y)> ends = columns.Labels(amounts, figure.Layers.Length, LabelLine);
        double room = Widest(tokens, inputs) + Leader;
        double plot = figure.Layers.Length * columns.Pitch;
        double width = Math.Max((2 * Margin) + room + NodeWidth + plot + Leader + Widest(tokens, ends), NarrowestFigure);
        (ImmutableArray<FlowRibbon> ribbons, double least) = amounts.Ribbons(figure, Thinnest / columns.Whole);
        string omitted = inputs.Length < count ? $" Tokens without a label give little; {NumberText.Count(inputs.Length)} of {NumberText.Count(count)} have one." : string.Empty;
        NotesBlock note = new(
            [$"The height of a column is the whole; ribbons below {NumberText.Short(Math.Round(100 * least, 2))} % of it are left out.{omitted}"], width - (2 * Margin));
        Heading heading = new(figure.Title, width - (2 * Margin));
        double top = Margin + heading.Height + LegendHeight + HeaderHeight;
        FigureSize size = new(width, top + columns.Height + Margin + note.Height + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        string moved = HeadColors.For(theme)[0].Hex;
        double left = Margin + room;
        heading.Draw(canvas, Margin, Margin);
        DrawLegend(canvas, moved, Margin, Margin + heading.Height);
        DrawHeader(canvas, figure, columns.Pitch, left + (NodeWidth / 2), top - 10);
        DrawRibbons(canvas, figure, columns, tokens, ribbons, moved, left, top);
        DrawNodes(canvas, figure, amounts, columns, tokens, left, top);
        DrawLabels(canvas, tokens, inputs, columns, 0, left, top, -1);
        DrawLabels(canvas, tokens, ends, columns, figure.Layers.Length, left + plot + NodeWidth, top, 1);
        note.Draw(canvas, Margin, top + columns.Height + Margin);
    }

    private static double Widest(ImmutableArray<string> tokens, ImmutableArray<(int Index, double Y)> labels) =>
        labels.Select(label => TextWidth.Em(Elision.Mono(tokens[label.Index], LongestLabel)) * TextSize).DefaultIfEmpty().Max();

    private static void DrawLegend(SvgCanvas canvas, string moved, double left, double top)
    {
        double x = left;
        foreach ((string name, string color) in new[] { ("moved by attention", moved), ("stays with its token", canvas.Ground.Muted) })
        {
            canvas.Open("rect").Set("x", x).Set("y", top + 1).Set("width", 22).Set("height", 10).Set("fill", color).Set("fill-opacity", Opacity(color == moved)).Close();
            canvas.Write(new Label(x + 28, top + 10, name, TextSize) { Fill = canvas.Ground.Muted });
            x += 28 + (TextWidth.SansEm(name) * TextSize) + 18;
        }
    }

    private static void DrawHeader(SvgCanvas canvas, FlowFigure figure, double pitch, double left, double y)
    {
        // Bare numbers where the word would not fit.
        string last = NumberText.Count(figure.Layers.Max(layer => layer.Layer));
        bool hasWord = TextWidth.SansEm($"layer {last} ") * TextSize <= pitch;
        for (int place = 0; place < figure.Layers.Length; place++)
        {
            canvas.Write(new Label(left + ((place + 0.5) * pitch), y, $"{(hasWord ? "layer " : string.Empty)}{figure.Layers[place].Layer}", TextSize)
            {
                Fill = canvas.Ground.Muted,
                Anchor = Anchor.Middle,
            });
        }

        if (!hasWord)
        {
            canvas.Write(new Label(left - 4, y, "layer", TextSize) { Fill = canvas.Ground.Muted, Anchor = Anchor.End });
        }
    }

    private static void DrawRibbons(
        SvgCanvas canvas,
        FlowFigure figure,
        FlowColumns columns,
        ImmutableArray<string> tokens,
        ImmutableArray<FlowRibbon> ribbons,
        string moved,
        double left,
        double top)
    {
        foreach (bool isMoved in new[] { false, true })
        {
            canvas.Open("g").Set("fill", isMoved ? moved : canvas.Ground.Muted).Set("fill-opacity", Opacity(isMoved));
            foreach (FlowRibbon ribbon in ribbons.Where(ribbon => ribbon.From != ribbon.To == isMoved).OrderByDescending(ribbon => ribbon.Amount))
            {
                canvas.Open("path").Set("d", Outline(ribbon, columns, left, top));
                if (ribbons.Length <= MostHovers)
                {
                    canvas.Hover($"layer {figure.Layers[ribbon.Layer].Layer}: {Reading.Isolated(tokens[ribbon.From])} → {Reading.Isolated(tokens[ribbon.To])}, {Percent(ribbon.Amount)}");
                }

                canvas.Close();
            }

            canvas.Close();
        }
    }

    private static string Outline(FlowRibbon ribbon, FlowColumns columns, double left, double top)
    {
        double x = left + NodeWidth + (ribbon.Layer * columns.Pitch);
        double run = columns.Pitch - NodeWidth;
        double from = top + columns.Top(ribbon.Layer, ribbon.From) + (ribbon.Above * columns.Whole);
        double rise = top + columns.Top(ribbon.Layer + 1, ribbon.To) + (ribbon.AboveBehind * columns.Whole) - from;
        double thickness = ribbon.Amount * columns.Whole;
        StringBuilder path = new();
        path.Append('M').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(from));
        Curve(path, run, rise);
        path.Append('v').Append(NumberText.Coordinate(thickness));
        Curve(path, -run, -rise);
        return path.Append('z').ToString();
    }

    private static void Curve(StringBuilder path, double run, double rise) =>
        path.Append('c').Append(NumberText.Coordinate(run / 2)).Append(" 0 ").Append(NumberText.Coordinate(run / 2)).Append(' ')
            .Append(NumberText.Coordinate(rise)).Append(' ').Append(NumberText.Coordinate(run)).Append(' ').Append(NumberText.Coordinate(rise));

    private static void DrawNodes(
        SvgCanvas canvas, FlowFigure figure, FlowAmounts amounts, FlowColumns columns, ImmutableArray<string> tokens, double left, double top)
    {
        bool hasHovers = tokens.Length * (figure.Layers.Length + 1) <= MostHovers;
        canvas.Open("g").Set("fill", canvas.Ground.Ink);
        for (int column = 0; column <= figure.Layers.Length; column++)
        {
            string place = column == figure.Layers.Length ? $"behind layer {figure.Layers[^1].Layer}" : $"before layer {figure.Layers[column].Layer}";
            StringBuilder path = new();
            for (int token = 0; token < tokens.Length; token++)
            {
                double amount = amounts.Held(column)[token];
                if (amount * columns.Whole < Thinnest / 2)
                {
                    continue;
                }

                (double x, double y, double height) = (left + (column * columns.Pitch), top + columns.Top(column, token), Math.Max(Thinnest, amount * columns.Whole));
                if (hasHovers)
                {
                    canvas.Open("rect").Set("x", x).Set("y", y).Set("width", NodeWidth).Set("height", height)
                        .Hover($"{Reading.Isolated(tokens[token])} {place}: {Percent(amount)}").Close();
                }
                else
                {
                    path.Append('M').Append(NumberText.Coordinate(x)).Append(' ').Append(NumberText.Coordinate(y)).Append('h').Append(NumberText.Coordinate(NodeWidth))
                        .Append('v').Append(NumberText.Coordinate(height)).Append('h').Append(NumberText.Coordinate(-NodeWidth)).Append('z');
                }
            }

            if (path.Length > 0)
            {
                canvas.Open("path").Set("d", path.ToString()).Close();
            }
        }

        canvas.Close();
    }

    private static void DrawLabels(
        SvgCanvas canvas,
        ImmutableArray<string> tokens,
        ImmutableArray<(int Index, double Y)> labels,
        FlowColumns columns,
        int column,
        double x,
        double top,
        int side)
    {
        foreach ((int index, double y) in labels)
        {
            double node = top + columns.Middle(column, index);
            canvas.Line(x + (side * 2), node, x + (side * (Leader - 4)), top + y);
            canvas.Write(new Label(x + (side * Leader), top + y + (0.35 * TextSize), Elision.Mono(tokens[index], LongestLabel), TextSize)
            {
                IsMono = true,
                Anchor = side < 0 ? Anchor.End : Anchor.Start,
                Full = tokens[index],
            });
        }
    }

    private static double Opacity(bool isMoved) => isMoved ? 0.45 : 0.3;

    private static string Percent(double share) => $"{NumberText.Short(Math.Round(100 * share, 2))} %";
}
