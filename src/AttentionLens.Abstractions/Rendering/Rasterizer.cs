using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>Turns SVG into another picture format.</summary>
public abstract class Rasterizer
{
    /// <summary>Its name, for instance <c>librsvg</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The formats it writes, which are also the file extensions: <c>png</c>, <c>pdf</c>.</summary>
    public abstract ImmutableArray<string> Formats { get; }

    /// <summary>Null where it can work; otherwise one line that says what is missing and how to get it.</summary>
    public abstract string? Unavailable { get; }

    /// <summary>Turns an SVG document into a picture.</summary>
    /// <param name="svg">The document, in UTF-8.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="scale">Pixels (or points) for each SVG unit, in (0, 16].</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <exception cref="LensInputException">It cannot work here, or the document cannot be drawn.</exception>
    public abstract void Rasterize(ReadOnlySpan<byte> svg, string format, double scale, Stream destination);
}
