using AttentionLens.Rendering;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AttentionLens.Cli;

/// <summary>An image in half blocks, two of its dots above each other in one character, as it is or under the colours of scores. Each dot is the mean of the pixels that it
/// stands for.</summary>
internal sealed class HalfBlockImage
{
    private const int NarrowestOutlined = 3;
    private readonly ImageOverlayFigure _figure;
    private readonly OverlayColors? _colors;
    private readonly RenderTheme _theme;
    private readonly int _height;

    /// <param name="figure">The image, its patches and what is outlined.</param>
    /// <param name="scores">The scores that cover it, or null for the image as it is.</param>
    /// <param name="theme">The ground.</param>
    /// <param name="side">The most dots across and down.</param>
    public HalfBlockImage(ImageOverlayFigure figure, NamedScores? scores, RenderTheme theme, int side)
    {
        (_figure, _theme) = (figure, theme);
        _colors = scores is null ? null : new OverlayColors(figure.Patches, scores, theme);
        ColorImage image = figure.Image;
        double scale = (double)side / Math.Max(image.Width, image.Height);
        Width = Math.Max(1, (int)Math.Round(image.Width * scale));
        _height = Math.Max(1, (int)Math.Round(image.Height * scale));
    }

    /// <summary>The dots across.</summary>
    public int Width { get; }

    /// <summary>How many lines it takes.</summary>
    public int Lines => (_height + 1) / 2;

    /// <summary>One line.</summary>
    public IEnumerable<Segment> Line(int line) => Enumerable.Range(0, Width).Select(column =>
        new Segment("▀", new Style(Dot(column, 2 * line), (2 * line) + 1 < _height ? Dot(column, (2 * line) + 1) : Color.Default)));

    private Color Dot(int column, int row)
    {
        ColorImage image = _figure.Image;
        (int left, int right) = Pixels(column, Width, image.Width);
        (int top, int bottom) = Pixels(row, _height, image.Height);
        if (IsOutline(column, row))
        {
            return _theme == RenderTheme.Dark ? Color.White : Color.Black;
        }

        Span<long> sums = stackalloc long[3];
        for (int y = top; y < bottom; y++)
        {
            for (int x = left; x < right; x++)
            {
                for (int channel = 0; channel < 3; channel++)
                {
                    sums[channel] += image.Values[(((y * image.Width) + x) * 3) + channel];
                }
            }
        }

        int pixels = (right - left) * (bottom - top);
        (byte red, byte green, byte blue) = ((byte)(sums[0] / pixels), (byte)(sums[1] / pixels), (byte)(sums[2] / pixels));
        return _colors is null ? new Color(red, green, blue)
            : _colors.At((left + right) / 2, (top + bottom) / 2, red, green, blue) is { } covered ? Shades.Of(covered)
            : Color.Default;
    }

    // The rim of what is outlined, on the image as it is, and where patches have room for one.
    private bool IsOutline(int column, int row) => _colors is null
        && (double)_figure.Patches.Side * Width / _figure.Image.Width >= NarrowestOutlined
        && IsWithin(column, row)
        && !(IsWithin(column - 1, row) && IsWithin(column + 1, row) && IsWithin(column, row - 1) && IsWithin(column, row + 1));

    private bool IsWithin(int column, int row) =>
        _figure.Outlines.Contains(new MatrixCell(Of(row, _height, _figure.Image.Height), Of(column, Width, _figure.Image.Width)));

    private int Of(int dot, int dots, int pixels)
    {
        if (dot < 0 || dot >= dots)
        {
            return -1;
        }

        (int start, int end) = Pixels(dot, dots, pixels);
        return (start + end) / 2 / _figure.Patches.Side;
    }

    private static (int Start, int End) Pixels(int dot, int dots, int pixels)
    {
        int start = (int)((long)dot * pixels / dots);
        return (start, Math.Max(start + 1, (int)((long)(dot + 1) * pixels / dots)));
    }
}
