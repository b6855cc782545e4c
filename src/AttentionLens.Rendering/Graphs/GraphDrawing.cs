using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Draws heads in rows of layers, the first at the top, and links as curves downwards: a colour for each kind, broad where they are strong.</summary>
internal sealed class GraphDrawing
{
    private const double Margin = 16;
    private const double Radius = 10;
    private const double ColumnWidth = 40;
    private const double TextSize = 10;
    private const double LegendSize = 11;
    private const double LegendHeight = 28;
    private const double LegendLine = 18;
    private const double LegendGap = 12;
    private const double LongestKind = 10;
    private const double Swatch = 22;
    private const double LayerRoom = 84;
    private const double NarrowestFigure = 420;
    private const double TallRow = 84;
    private const double LowRow = 60;
    private const int ManyLayers = 12;
    private const double KindShift = 5;
    private const double Bow = 14;
    private readonly GraphFigure _figure;
    private readonly RenderTheme _theme;
    private readonly Ground _ground;
    private readonly ImmutableArray<string> _kinds;
    private readonly ImmutableArray<int> _layers;
    private readonly double _rowHeight;
    private readonly double _strongest;

    public GraphDrawing(GraphFigure figure, RenderTheme theme)
    {
        (_figure, _theme, _ground) = (figure, theme, Ground.For(theme));
        _kinds = [.. figure.Edges.Select(edge => edge.Kind).Distinct().Order(StringComparer.Ordinal)];
        _layers = [.. figure.Nodes.Select(node => node.Layer).Distinct().Order()];
        _rowHeight = _layers.Length > ManyLayers ? LowRow : TallRow;
        _strongest = figure.Edges.Select(edge => Math.Abs((double)edge.Weight)).DefaultIfEmpty().Max();
    }

    public void Draw(Stream destination)
    {
        ImmutableArray<GraphEdge> edges = GraphView.Ordered(_figure);
        ImmutableArray<(double X, double Y)> places = Places();
        double width = Math.Max(NarrowestFigure, LayerRoom + places.Max(place => place.X) + ColumnWidth + (2 * Margin));
        Heading heading = new(_figure.Title, width - (2 * Margin));
        ImmutableArray<(string Text, string Full, double X, double Y)> legend = Legend(width - (2 * Margin));
        double top = Margin + heading.Height + legend[^1].Y + LegendHeight + Radius;
        FigureSize size = new(width, top + ((_layers.Length - 1) * _rowHeight) + Radius + Margin, heading.Height);
        using SvgCanvas canvas = new(destination, _figure, _ground, size, FigureText.Describe(_figure));
        heading.Draw(canvas, Margin, Margin);
        DrawLegend(canvas, legend, Margin, Margin + heading.Height);
        for (int row = 0; row < _layers.Length; row++)
        {
            canvas.Write(new Label(Margin, top + (row * _rowHeight) + (0.35 * LegendSize), $"layer {NumberText.Count(_layers[row])}", LegendSize) { Fill = _ground.Muted });
        }

        // The strongest lie above the others.
        (double left, double from) = (Margin + LayerRoom + Radius, top);
        foreach (GraphEdge edge in edges.Reverse())
        {
            DrawEdge(canvas, edge, places[edge.From], places[edge.To], left, from);
        }

        HashSet<int> linked = [.. edges.SelectMany(edge => new[] { edge.From, edge.To })];
        for (int node = 0; node < places.Length; node++)
        {
            DrawNode(canvas, _figure.Nodes[node], left + places[node].X, from + places[node].Y, linked.Contains(node));
        }
    }

    private ImmutableArray<(double X, double Y)> Places()
    {
        ImmutableArray<int> heads = [.. _figure.Nodes.Select(node => node.Head).Distinct().Order()];
        return [.. _figure.Nodes.Select(node => (heads.BinarySearch(node.Head) * ColumnWidth, _layers.BinarySearch(node.Layer) * _rowHeight))];
    }

    // Kinds flow like text, and how strong the strongest link is stands behind them.
    private ImmutableArray<(string Text, string Full, double X, double Y)> Legend(double room)
    {
        string strongest = _figure.Edges.IsEmpty ? string.Empty : $"{VisibleText.Of(_figure.Unit)}, up to {NumberText.Short(_strongest)}";
        List<(string Text, string Full, double X, double Y)> entries = [];
        (double x, double y) = (0, 0);
        foreach (string full in _kinds.Select(VisibleText.Label).Append(strongest))
        {
            bool isKind = entries.Count < _kinds.Length;
            string text = Elision.Sans(full, isKind ? LongestKind : room / LegendSize);
            double length = (isKind ? Swatch : 0) + (TextWidth.SansEm(text) * LegendSize);
            if (x > 0 && x + length > room)
            {
                (x, y) = (0, y + LegendLine);
            }

            entries.Add((text, full, x, y));
            x += length + LegendGap;
        }

        return [.. entries];
    }

    private void DrawLegend(SvgCanvas canvas, ImmutableArray<(string Text, string Full, double X, double Y)> legend, double left, double top)
    {
        for (int entry = 0; entry < legend.Length; entry++)
        {
            (string text, string full, double x, double y) = legend[entry];
            bool isKind = entry < _kinds.Length;
            if (isKind)
            {
                canvas.Open("path").Set("d", $"M{NumberText.Coordinate(left + x)} {NumberText.Coordinate(top + y + 5)}h16").Set("stroke", ChartColors.At(entry, _theme)).Set("stroke-width", 3).Close();
            }

            canvas.Write(new Label(left + x + (isKind ? Swatch : 0), top + y + 9, text, LegendSize) { Fill = isKind ? null : _ground.Muted, Full = full });
        }
    }

    private void DrawEdge(SvgCanvas canvas, GraphEdge edge, (double X, double Y) start, (double X, double Y) end, double left, double top)
    {
        int kind = _kinds.IndexOf(edge.Kind);
        double share = _strongest > 0 ? Math.Abs(edge.Weight) / _strongest : 0;
        double shift = (kind - ((_kinds.Length - 1) / 2.0)) * Math.Min(KindShift, 2 * Radius / Math.Max(1, _kinds.Length));

        // A link over several layers bows out, so that it does not pass behind the heads between.
        int rows = (int)Math.Round((end.Y - start.Y) / _rowHeight);
        double bow = rows > 1 ? Bow * (kind % 2 == 0 ? 1 : -1) * Math.Min(rows, 3) : 0;
        (double x1, double y1) = (left + start.X + shift, top + start.Y);
        (double x2, double y2) = (left + end.X + shift, top + end.Y);
        double third = (y2 - y1) / 3;
        canvas.Open("path").Set("d", FormattableString.Invariant(
                $"M{NumberText.Coordinate(x1)} {NumberText.Coordinate(y1)}C{NumberText.Coordinate(x1 + bow)} {NumberText.Coordinate(y1 + third)} {NumberText.Coordinate(x2 + bow)} {NumberText.Coordinate(y2 - third)} {NumberText.Coordinate(x2)} {NumberText.Coordinate(y2)}"))
            .Set("fill", "none").Set("stroke", ChartColors.At(kind, _theme)).Set("stroke-width", 1 + (3 * share)).Set("stroke-opacity", 0.3 + (0.6 * share))
            .Hover($"{GraphView.Name(_figure.Nodes[edge.From])} → {GraphView.Name(_figure.Nodes[edge.To])} by {Reading.Isolated(VisibleText.Label(edge.Kind))}: {NumberText.Short(edge.Weight)}").Close();
    }

    private void DrawNode(SvgCanvas canvas, GraphNode node, double x, double y, bool isLinked)
    {
        canvas.Open("g").Hover($"head {GraphView.Name(node)}");
        canvas.Open("circle").Set("cx", x).Set("cy", y).Set("r", Radius).Set("fill", _ground.Paper).Set("stroke", isLinked ? _ground.Ink : _ground.Line).Close();
        canvas.Write(new Label(x, y + (0.35 * TextSize), NumberText.Count(node.Head), TextSize) { Anchor = Anchor.Middle, Fill = isLinked ? _ground.Ink : _ground.Muted });
        canvas.Close();
    }
}
