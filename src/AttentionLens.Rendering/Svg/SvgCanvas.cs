using System.Text;
using System.Xml;

namespace AttentionLens.Rendering;

/// <summary>Writes one SVG document, element by element. Whatever the texts hold, the document is well formed and refers to nothing
/// outside itself.</summary>
internal sealed class SvgCanvas : IDisposable
{
    /// <summary>The attribute of the root that tells how high the figure's own heading is, so that a page with headings of its own
    /// can cut it off.</summary>
    public const string HeadingHeightAttribute = "data-heading-height";

    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Sans = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', 'Liberation Sans', Arial, sans-serif";
    private const string Mono = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
    private readonly XmlWriter _xml;

    public SvgCanvas(Stream destination, Artefact artefact, Ground ground, FigureSize size, string description)
    {
        Ground = ground;
        IdPrefix = IdOf(artefact.Id);
        _xml = XmlWriter.Create(destination, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        });
        Open("svg");
        Set("width", size.Width).Set("height", size.Height);
        Set("viewBox", $"0 0 {NumberText.Coordinate(size.Width)} {NumberText.Coordinate(size.Height)}");
        Set("role", "img").Set("aria-labelledby", $"{IdPrefix}:title {IdPrefix}:desc");
        Set(HeadingHeightAttribute, size.HeadingHeight).Set("font-family", Sans);
        Open("title").Set("id", $"{IdPrefix}:title").Content(VisibleText.Of(artefact.Title)).Close();
        Open("desc").Set("id", $"{IdPrefix}:desc").Content(description).Close();
        Rectangle(0, 0, size.Width, size.Height, ground.Paper);
    }

    /// <summary>The colours around the data.</summary>
    public Ground Ground { get; }

    /// <summary>What every id in the document starts with. Artefact ids hold no colon, so the ids of different artefacts
    /// differ also when many documents stand in one page.</summary>
    public string IdPrefix { get; }

    /// <summary>The id of an artefact within a document. Colons stand for slashes, which an XML name cannot hold.</summary>
    public static string IdOf(ArtefactId id) => "figure:" + id.Value.Replace('/', ':');

    /// <summary>Begins an element.</summary>
    public SvgCanvas Open(string element)
    {
        _xml.WriteStartElement(element, Namespace);
        return this;
    }

    /// <summary>Sets an attribute of the element that was just begun.</summary>
    public SvgCanvas Set(string attribute, string value)
    {
        _xml.WriteAttributeString(attribute, value);
        return this;
    }

    /// <summary>Sets an attribute of the element that was just begun.</summary>
    public SvgCanvas Set(string attribute, double value) => Set(attribute, NumberText.Coordinate(value));

    /// <summary>Writes text into the element.</summary>
    public SvgCanvas Content(string text)
    {
        _xml.WriteString(text);
        return this;
    }

    /// <summary>Adds a drawing that <see cref="SvgInliner"/> has prepared.</summary>
    public SvgCanvas Markup(string drawing)
    {
        _xml.WriteRaw(drawing);
        return this;
    }

    /// <summary>Gives the element a text that is shown when the pointer rests on it.</summary>
    public SvgCanvas Hover(string text) => Open("title").Content(text).Close();

    /// <summary>Ends the element.</summary>
    public SvgCanvas Close()
    {
        _xml.WriteEndElement();
        return this;
    }

    /// <summary>Draws a filled rectangle.</summary>
    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Open("rect").Set("x", x).Set("y", y).Set("width", width).Set("height", height).Set("fill", fill).Close();

    /// <summary>Draws a rectangle's border just outside its area.</summary>
    public void Frame(double x, double y, double width, double height) =>
        Open("rect").Set("x", x - 0.5).Set("y", y - 0.5).Set("width", width + 1).Set("height", height + 1)
            .Set("fill", "none").Set("stroke", Ground.Line).Close();

    /// <summary>Draws a line of one unit's width.</summary>
    public void Line(double x1, double y1, double x2, double y2) =>
        Open("path").Set("d", $"M{NumberText.Coordinate(x1)} {NumberText.Coordinate(y1)}L{NumberText.Coordinate(x2)} {NumberText.Coordinate(y2)}")
            .Set("stroke", Ground.Line).Close();

    /// <summary>Draws a text. Each is an element of its own and isolated, so right-to-left letters reorder nothing around them.</summary>
    public void Write(Label label)
    {
        Open("text").Set("font-size", label.Size).Set("fill", label.Fill ?? Ground.Ink);
        if (label.Angle == 0)
        {
            Set("x", label.X).Set("y", label.Y);
        }
        else
        {
            Set("transform", $"translate({NumberText.Coordinate(label.X)} {NumberText.Coordinate(label.Y)}) rotate({NumberText.Coordinate(label.Angle)})");
        }

        if (label.IsMono)
        {
            Set("font-family", Mono);
        }

        if (label.IsStrong)
        {
            Set("font-weight", "600");
        }

        if (label.Anchor != Anchor.Start)
        {
            Set("text-anchor", label.Anchor == Anchor.Middle ? "middle" : "end");
        }

        if (Reading.IsRightToLeft(label.Text))
        {
            Set("unicode-bidi", "isolate");
        }

        if (label.Full is { } full && full != label.Text)
        {
            Hover(full);
        }

        Content(label.Text).Close();
    }

    /// <summary>Draws a PNG picture stretched over a rectangle, each pixel with sharp edges.</summary>
    public SvgCanvas OpenImage(byte[] png, double x, double y, double width, double height) =>
        Open("image").Set("x", x).Set("y", y).Set("width", width).Set("height", height)
            .Set("preserveAspectRatio", "none").Set("image-rendering", "pixelated")
            .Set("href", "data:image/png;base64," + Convert.ToBase64String(png));

    /// <inheritdoc/>
    public void Dispose()
    {
        _xml.WriteEndElement();
        _xml.WriteWhitespace("\n");
        _xml.Dispose();
    }
}
