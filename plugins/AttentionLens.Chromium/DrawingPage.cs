using System.Globalization;
using System.Xml;

namespace AttentionLens.Chromium;

/// <summary>A page of the size of a drawing, which it shows as an image.</summary>
/// <param name="Html">The page.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record DrawingPage(string Html, int Width, int Height)
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
    private const int LongestSide = 16384;
    private const double MostPixels = 1 << 26;
    private const long LongestDocument = 1 << 27;

    /// <summary>Looks at a drawing and makes the page.</summary>
    /// <exception cref="LensInputException">It is no SVG, says no size, or is too large.</exception>
    public static DrawingPage Of(ReadOnlySpan<byte> svg, double scale)
    {
        byte[] bytes = svg.ToArray();
        (double width, double height) = SizeOf(bytes);

        // Down, not up: a pixel that the document covers by half would show through at its edge.
        (double columns, double rows) = (Math.Floor(width * scale), Math.Floor(height * scale));
        if (columns is not (>= 1 and <= LongestSide) || rows is not (>= 1 and <= LongestSide) || columns * rows > MostPixels)
        {
            throw new LensInputException(string.Create(
                CultureInfo.InvariantCulture,
                $"The picture would have {columns} by {rows} pixels; expected 1 to {LongestSide} a side and up to {MostPixels} in all; choose another scale."));
        }

        // A page of paper is measured in points, one for each pixel.
        string html = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{{Policy}}">
            <title>figure</title>
            <style>
            @page { size: {{columns}}pt {{rows}}pt; margin: 0 }
            html, body { margin: 0; overflow: hidden }
            img { display: block; width: {{columns}}px; height: {{rows}}px }
            @media print { img { width: {{columns}}pt; height: {{rows}}pt } }
            </style></head>
            <body><img alt="" decoding="sync" src="data:image/svg+xml;base64,{{Convert.ToBase64String(bytes)}}"></body></html>
            """);
        return new DrawingPage(html, (int)columns, (int)rows);
    }

    // A browser draws a broken image for what it cannot read, and no error comes back: so all of it is read here first.
    private static (double Width, double Height) SizeOf(byte[] svg)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LongestDocument };
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(svg), settings);
            reader.MoveToContent();
            if (reader.LocalName != "svg" || reader.NamespaceURI != Namespace)
            {
                throw new LensInputException("The document is no SVG drawing; expected svg in its namespace as the root.");
            }

            (double, double) size = (Length(reader, "width"), Length(reader, "height"));
            while (reader.Read())
            {
            }

            return size;
        }
        catch (XmlException exception)
        {
            throw new LensInputException($"The SVG document is not well formed: {exception.Message}", exception);
        }
    }

    private static double Length(XmlReader reader, string side)
    {
        ReadOnlySpan<char> text = reader.GetAttribute(side);
        text = text.EndsWith("px") ? text[..^2] : text;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double length) && double.IsFinite(length)
            ? length
            : throw new LensInputException($"The SVG document has no {side} in pixels; expected width and height on its root.");
    }
}
