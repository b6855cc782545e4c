using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Draws a figure in the format that the extension of a file's name says.</summary>
public sealed class FigureFile
{
    private const string Svg = "svg";
    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;
    private readonly RenderOptions _options;
    private readonly double _scale;
    private readonly string _format;
    private readonly PluginPart<Rasterizer>? _rasterizer;

    /// <summary>Prepares to draw, and refuses at once what cannot be drawn.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="path">The file: <c>.svg</c>, or the extension of a format that a rasterizer writes, for instance <c>.png</c>.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="scale">Pixels for each SVG unit in pictures, in (0, 16].</param>
    /// <exception cref="LensInputException">Nothing writes the format, or what does cannot work here.</exception>
    public FigureFile(LensHost host, string path, RenderOptions options, double scale = 2)
    {
        _renderers = [.. host.Renderers.Select(part => (part.Plugin.Name, part.Create())).Where(part => part.Item2.Format == Svg)];
        (_options, _scale) = (options, scale);
        _format = Path.GetExtension(path).TrimStart('.').ToLowerInvariant();
        if (_format == Svg)
        {
            return;
        }

        _rasterizer = host.Rasterizers.FirstOrDefault(candidate => candidate.Prototype.Formats.Contains(_format, StringComparer.Ordinal)) ?? throw new LensInputException(
            $"Figure '{path}' has the extension '{_format}'; expected one of: {string.Join(", ", host.Rasterizers.SelectMany(candidate => candidate.Prototype.Formats).Prepend(Svg))}.");
        if (_rasterizer.Prototype.Unavailable is { } missing)
        {
            throw new LensInputException($"Figure '{path}' cannot be written: {missing}");
        }
    }

    /// <summary>Draws a figure.</summary>
    /// <param name="artefact">The figure.</param>
    /// <returns>The file's bytes.</returns>
    /// <exception cref="LensInputException">No renderer draws it, or its data do not fit together.</exception>
    /// <exception cref="LensException">A plugin failed.</exception>
    public byte[] Draw(Artefact artefact)
    {
        (string plugin, ArtefactRenderer renderer) = _renderers.FirstOrDefault(candidate => candidate.Renderer.CanRender(artefact));
        if (renderer is null)
        {
            throw new LensInputException($"No renderer draws {artefact.GetType().Name} as {Svg}; load a plugin that does.");
        }

        try
        {
            using MemoryStream drawing = new();
            renderer.Render(artefact, _options, drawing);
            if (_rasterizer is null)
            {
                return drawing.ToArray();
            }

            plugin = _rasterizer.Plugin.Name;
            using MemoryStream picture = new();
            _rasterizer.Prototype.Rasterize(drawing.ToArray(), _format, _scale, picture);
            return picture.ToArray();
        }
        catch (Exception exception) when (exception is not (LensException or OutOfMemoryException))
        {
            throw new LensException($"Plugin '{plugin}' failed to draw '{artefact.Id}': {exception.GetType().Name}: {exception.Message}", exception);
        }
    }
}
