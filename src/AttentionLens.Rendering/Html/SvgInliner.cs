using System.Globalization;
using System.Text;
using System.Xml;

namespace AttentionLens.Rendering;

/// <summary>Makes an SVG document fit to stand within an HTML page: it must be well formed; scripts, event handlers, links to
/// elsewhere and foreign elements are left out; a heading of its own is cut off, because the page has one.</summary>
internal static class SvgInliner
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const long LongestDocument = 1 << 26;

    /// <summary>Prepares a document.</summary>
    /// <exception cref="LensInputException">It is not well formed, or no SVG.</exception>
    public static string Inline(byte[] svg)
    {
        StringBuilder markup = new();
        XmlReaderSettings reading = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LongestDocument,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        XmlWriterSettings writing = new() { OmitXmlDeclaration = true, NewLineChars = "\n", ConformanceLevel = ConformanceLevel.Fragment };
        try
        {
            using MemoryStream source = new(svg);
            using XmlReader reader = XmlReader.Create(source, reading);
            using XmlWriter writer = XmlWriter.Create(markup, writing);
            reader.MoveToContent();
            if (reader.LocalName != "svg" || reader.NamespaceURI != Namespace)
            {
                throw new LensInputException($"The renderer wrote a document of '{VisibleText.Short(reader.Name)}'; expected svg in its namespace.");
            }

            Copy(reader, writer);
        }
        catch (XmlException exception)
        {
            throw new LensInputException($"The renderer wrote SVG that is not well formed: {exception.Message}", exception);
        }

        return markup.ToString();
    }

    private static void Copy(XmlReader reader, XmlWriter writer)
    {
        while (!reader.EOF)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.NamespaceURI != Namespace || reader.LocalName is "script" or "foreignObject":
                    reader.Skip();
                    continue;
                case XmlNodeType.Element:
                    CopyElement(reader, writer);
                    break;
                case XmlNodeType.EndElement:
                    writer.WriteFullEndElement();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    writer.WriteString(reader.Value);
                    break;
                default:
                    break;
            }

            reader.Read();
        }
    }

    private static void CopyElement(XmlReader reader, XmlWriter writer)
    {
        bool isRoot = reader.Depth == 0;
        bool isEmpty = reader.IsEmptyElement;
        double cut = isRoot ? HeadingHeight(reader) : 0;
        writer.WriteStartElement(reader.LocalName, Namespace);
        while (reader.MoveToNextAttribute())
        {
            bool isPlain = reader.Prefix.Length == 0 && reader.Name != "xmlns" && !reader.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase);
            if (isPlain && (reader.Name != "href" || StaysInside(reader.Value)))
            {
                writer.WriteAttributeString(reader.Name, cut > 0 ? Cut(reader.Name, reader.Value, cut) : reader.Value);
            }
        }

        if (isEmpty)
        {
            writer.WriteEndElement();
        }
    }

    private static bool StaysInside(string link) =>
        link.StartsWith('#') || link.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase);

    private static double HeadingHeight(XmlReader reader) =>
        TryNumber(reader.GetAttribute(SvgCanvas.HeadingHeightAttribute), out double cut)
        && TryNumber(reader.GetAttribute("height"), out double height)
        && cut > 0 && cut < height ? cut : 0;

    private static string Cut(string attribute, string value, double cut)
    {
        if (attribute == "height" && TryNumber(value, out double height))
        {
            return NumberText.Coordinate(height - cut);
        }

        string[] box = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (attribute == "viewBox" && box.Length == 4 && TryNumber(box[1], out double top) && TryNumber(box[3], out double rows))
        {
            return $"{box[0]} {NumberText.Coordinate(top + cut)} {box[2]} {NumberText.Coordinate(rows - cut)}";
        }

        return value;
    }

    private static bool TryNumber(string? text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
