using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Draws importance.</summary>
public static class ImportanceDrawing
{
    private const string Svg = "svg";
    private const double PixelsPerUnit = 2;

    /// <summary>Draws the scores as a grid, into a file of the format that its name ends with.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="result">The scores.</param>
    /// <param name="format">The format, for instance <c>svg</c> or <c>png</c>.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <exception cref="LensInputException">No plugin draws it, or none writes the format.</exception>
    public static void DrawImportance(this LensHost host, ImportanceResult result, string format, Stream destination)
    {
        MatrixFigure figure = ImportanceFigure.Of(result);
        PluginPart<ArtefactRenderer> renderer = host.Renderers.FirstOrDefault(part => part.Prototype.Format == Svg && part.Prototype.CanRender(figure))
            ?? throw new LensInputException("No plugin that draws matrices is loaded.");
        if (format == Svg)
        {
            renderer.Create().Render(figure, RenderOptions.Default, destination);
            return;
        }

        Rasterizer rasterizer = RasterizerOf(host, format);
        using MemoryStream svg = new();
        renderer.Create().Render(figure, RenderOptions.Default, svg);
        rasterizer.Rasterize(svg.GetBuffer().AsSpan(0, (int)svg.Length), format, PixelsPerUnit, destination);
    }

    /// <summary>Sees before any work is done that a format can be written.</summary>
    /// <param name="host">Gives rasterizers.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="LensInputException">It cannot; the message says what is missing.</exception>
    public static void DemandFigureFormat(this LensHost host, string format)
    {
        if (format != Svg && RasterizerOf(host, format).Unavailable is { } missing)
        {
            throw new LensInputException($"Format '{format}' cannot be written: {missing}");
        }
    }

    private static Rasterizer RasterizerOf(LensHost host, string format) =>
        host.Rasterizers.FirstOrDefault(candidate => candidate.Prototype.Formats.Contains(format, StringComparer.Ordinal))?.Create()
        ?? throw new LensInputException(
            $"Format '{format}' is not known; known: {string.Join(", ", host.Rasterizers.SelectMany(candidate => candidate.Prototype.Formats).Prepend(Svg))}.");
}
