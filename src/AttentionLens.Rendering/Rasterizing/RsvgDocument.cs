namespace AttentionLens.Rendering;

/// <summary>An SVG document that librsvg has read.</summary>
internal sealed class RsvgDocument : IDisposable
{
    private readonly nint _handle;

    /// <summary>Reads a document.</summary>
    /// <exception cref="LensInputException">It is no SVG, or says no size.</exception>
    public unsafe RsvgDocument(ReadOnlySpan<byte> svg)
    {
        nint error;
        fixed (byte* data = svg)
        {
            _handle = LibRsvg.HandleFromData(data, (nuint)svg.Length, out error);
        }

        if (_handle == 0)
        {
            throw new LensInputException($"librsvg cannot read the SVG document: {NativeError.Take(error)}.");
        }

        if (LibRsvg.GetSizeInPixels(_handle, out double width, out double height) == 0)
        {
            Dispose();
            throw new LensInputException("The SVG document has no width and height in pixels; expected both on its root.");
        }

        (Width, Height) = (width, height);
    }

    /// <summary>The width in pixels.</summary>
    public double Width { get; }

    /// <summary>The height in pixels.</summary>
    public double Height { get; }

    /// <summary>Draws the document onto a surface.</summary>
    /// <exception cref="LensInputException">It cannot be drawn.</exception>
    public void Draw(nint surface, double scale)
    {
        nint context = LibCairo.ContextCreate(surface);
        try
        {
            RsvgRectangle viewport = new(0, 0, Width * scale, Height * scale);
            if (LibRsvg.RenderDocument(_handle, context, viewport, out nint error) == 0)
            {
                throw new LensInputException($"librsvg cannot draw the SVG document: {NativeError.Take(error)}.");
            }

            if (LibCairo.ContextStatus(context) is var status && status != LibCairo.StatusSuccess)
            {
                throw new LensInputException($"cairo cannot draw the SVG document: status {status}.");
            }
        }
        finally
        {
            LibCairo.ContextDestroy(context);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => LibGlib.ObjectUnref(_handle);
}
