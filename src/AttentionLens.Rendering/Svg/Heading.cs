namespace AttentionLens.Rendering;

/// <summary>The title at the top of a figure, in up to three lines.</summary>
internal sealed class Heading
{
    private const double Size = 15;
    private const double LineHeight = 20;

    // At least the margin above: a page that cuts the heading off keeps that much above what follows.
    private const double Gap = 16;
    private readonly List<string> _lines;
    private readonly string _full;

    /// <summary>Breaks a title into lines.</summary>
    /// <param name="title">The title.</param>
    /// <param name="width">The width there is.</param>
    public Heading(string title, double width)
    {
        _full = VisibleText.Of(title);
        _lines = Elision.SansLines(_full, width / (Size * TextWidth.Strong), 3);
    }

    /// <summary>The height with the gap below; 0 where there is no title.</summary>
    public double Height => _lines.Count == 0 ? 0 : (_lines.Count * LineHeight) + Gap;

    public void Draw(SvgCanvas canvas, double x, double y)
    {
        for (int line = 0; line < _lines.Count; line++)
        {
            canvas.Write(new Label(x, y + (line * LineHeight) + Size, _lines[line], Size)
            {
                IsStrong = true,
                Full = _lines[line].EndsWith('…') ? _full : null,
            });
        }
    }
}
