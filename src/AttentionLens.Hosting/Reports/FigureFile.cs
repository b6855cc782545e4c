using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes a figure in the format that the extension of a file's name says.</summary>
public sealed class FigureFile
{
    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;
    private readonly RenderOptions _options;
    private readonly PictureFormat? _picture;
    private readonly bool _isData;

    /// <summary>Prepares to draw, and refuses at once what cannot be drawn.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="path">The file: <c>.svg</c>, <c>.json</c> for the figure's data, or the extension of a format that a rasterizer writes, for instance
    /// <c>.png</c>.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="scale">Pixels for each SVG unit in pictures, in (0, 16].</param>
    /// <exception cref="LensInputException">Nothing writes the format, or what does cannot work here.</exception>
    public FigureFile(LensHost host, string path, RenderOptions options, double scale = 2)
    {
        string format = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (format is not (PictureFormat.Svg or FigureWriter.Json))
        {
            _picture = PictureFormat.Find(host, format, scale, rasterizer: null)
                ?? throw new LensInputException($"Figure '{path}' has the extension '{format}'; expected one of: {string.Join(", ", [PictureFormat.Svg, FigureWriter.Json, .. PictureFormat.AllOf(host)])}.");
        }

        _isData = format == FigureWriter.Json;
        _renderers = [.. host.Renderers.Select(part => (part.Plugin.Name, part.Create())).Where(part => part.Item2.Format == PictureFormat.Svg)];
        _options = options;
    }

    /// <summary>Draws a figure.</summary>
    /// <param name="artefact">The figure.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="LensInputException">No renderer draws it, or its data do not fit together.</exception>
    /// <exception cref="LensException">A plugin failed.</exception>
    public byte[] Draw(Artefact artefact)
    {
        if (_isData)
        {
            using MemoryStream data = new();
            ReportJson.WriteArtefact(artefact, data);
            return data.ToArray();
        }

        (string plugin, ArtefactRenderer renderer) = _renderers.FirstOrDefault(candidate => candidate.Renderer.CanRender(artefact));
        if (renderer is null)
        {
            throw new LensInputException($"No renderer draws {artefact.GetType().Name} as {PictureFormat.Svg}; load a plugin that does.");
        }

        try
        {
            if (_picture is null)
            {
                return Rendered(_options);
            }

            plugin = _picture.Plugin;
            return _picture.Draw(artefact, _options, Rendered);
        }
        catch (Exception exception) when (exception is not (LensException or OutOfMemoryException))
        {
            throw new LensException($"Plugin '{plugin}' failed to draw '{artefact.Id}': {exception.GetType().Name}: {exception.Message}", exception);
        }

        byte[] Rendered(RenderOptions options)
        {
            using MemoryStream drawing = new();
            renderer.Render(artefact, options, drawing);
            return drawing.ToArray();
        }
    }
}
