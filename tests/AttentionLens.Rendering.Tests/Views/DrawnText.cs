using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace AttentionLens.Rendering.Tests;

/// <summary>A text of a drawing and the box it takes on the page, by the widths that the layouts reckon with.</summary>
internal sealed partial record DrawnText(string Text, string? Hover, ImmutableArray<Point> Corners)
{
    // Letters reach up and down by this much, in em: ascenders, and the descenders of most of them.
    private const double Ascent = 0.74;
    private const double Descent = 0.16;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public double Left => Corners.Min(corner => corner.X);

    public double Right => Corners.Max(corner => corner.X);

    public double Top => Corners.Min(corner => corner.Y);

    public double Bottom => Corners.Max(corner => corner.Y);

    /// <summary>The texts of a drawing that can be seen, without those that hold nothing but space.</summary>
    public static IEnumerable<DrawnText> In(XElement drawing) => In(drawing, Placement.None);

    /// <summary>How deep two texts lie in each other: the shortest way that would part them; below zero where they are apart.</summary>
    public double DepthWithin(DrawnText other)
    {
        if (Left > other.Right || other.Left > Right || Top > other.Bottom || other.Top > Bottom)
        {
            return -1;
        }

        double depth = double.PositiveInfinity;
        foreach (ImmutableArray<Point> box in new[] { Corners, other.Corners })
        {
            foreach ((Point from, Point to) in new[] { (box[0], box[1]), (box[0], box[3]) })
            {
                (double x, double y) = (to.X - from.X, to.Y - from.Y);
                double length = Math.Sqrt((x * x) + (y * y));
                double Along(Point point) => ((point.X * x) + (point.Y * y)) / length;
                depth = Math.Min(depth, Math.Min(Corners.Max(Along) - other.Corners.Min(Along), other.Corners.Max(Along) - Corners.Min(Along)));
            }
        }

        return depth;
    }

    private static IEnumerable<DrawnText> In(XElement element, Placement outside)
    {
        if ((string?)element.Attribute("visibility") == "hidden")
        {
            return [];
        }

        Placement placement = outside;
        double cut = double.NegativeInfinity;
        if (element.Name.LocalName == "svg" && element.Parent is not null && (string?)element.Attribute("viewBox") is { } box)
        {
            double[] numbers = [.. box.Split(' ').Select(Number)];
            cut = placement.Of(0, 0).Y;
            placement = placement.Moved(-numbers[0], -numbers[1]);
        }

        foreach (Match step in Steps().Matches((string?)element.Attribute("transform") ?? string.Empty))
        {
            double[] numbers = [.. step.Groups[2].Value.Split(' ').Select(Number)];
            placement = step.Groups[1].Value switch
            {
                "translate" => placement.Moved(numbers[0], numbers[1]),
                "rotate" => placement.Turned(numbers[0]),
                "scale" => placement.Scaled(numbers[0]),
                string name => throw new InvalidOperationException($"The drawing has a transform '{name}', which this test cannot follow."),
            };
        }

        return element.Name == Svg + "text" ? Of(element, placement) : element.Elements().SelectMany(child => In(child, placement)).Where(text => text.Bottom > cut);
    }

    private static IEnumerable<DrawnText> Of(XElement element, Placement placement)
    {
        string text = string.Concat(element.Nodes().OfType<XText>().Select(node => node.Value));
        double size = Number((string)element.Attribute("font-size")!);
        double em = ((string?)element.Attribute("font-family"))?.Contains("monospace", StringComparison.Ordinal) == true
            ? TextWidth.Em(text)
            : TextWidth.SansEm(text) * (element.Attribute("font-weight") is null ? 1 : TextWidth.Strong);
        double width = em * size;
        if (string.IsNullOrWhiteSpace(text) || width == 0)
        {
            return [];
        }

        double start = (string?)element.Attribute("text-anchor") switch { "middle" => -width / 2, "end" => -width, _ => 0 };
        (double x, double y) = (Number((string?)element.Attribute("x") ?? "0") + start, Number((string?)element.Attribute("y") ?? "0"));
        return
        [
            new DrawnText(text, (string?)element.Element(Svg + "title"), [
                placement.Of(x, y - (Ascent * size)), placement.Of(x + width, y - (Ascent * size)), placement.Of(x + width, y + (Descent * size)), placement.Of(x, y + (Descent * size)),
            ]),
        ];
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\w+)\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Steps();
}
