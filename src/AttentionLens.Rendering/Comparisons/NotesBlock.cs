namespace AttentionLens.Rendering;

/// <summary>Lines of small text below scores, broken to a width.</summary>
internal sealed class NotesBlock
{
    private const double TextSize = 11;
    private const double LineHeight = 15;
    private const double NoteGap = 3;
    private const int MostLines = 6;
    private readonly List<(string Text, string? Full, double Top)> _lines = [];

    /// <summary>Breaks notes into lines.</summary>
    /// <param name="notes">The notes.</param>
    /// <param name="width">The width there is.</param>
    public NotesBlock(IEnumerable<string> notes, double width)
    {
        foreach (string note in notes.Select(VisibleText.Prose).Where(note => note.Length > 0))
        {
            foreach (string line in Elision.SansLines(note, width / TextSize, MostLines))
            {
                _lines.Add((line, line.EndsWith('…') ? note : null, Height));
                Height += LineHeight;
            }

            Height += NoteGap;
        }
    }

    /// <summary>The height with the gap below; 0 where there is nothing to say.</summary>
    public double Height { get; private set; }

    public void Draw(SvgCanvas canvas, double x, double y)
    {
        foreach ((string text, string? full, double top) in _lines)
        {
            canvas.Write(new Label(x, y + top + TextSize, text, TextSize) { Fill = canvas.Ground.Muted, Full = full });
        }
    }
}
