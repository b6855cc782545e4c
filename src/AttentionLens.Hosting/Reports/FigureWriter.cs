using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes figures and tables into the folder <c>figures</c>, each in every format asked for.</summary>
internal sealed class FigureWriter
{
    /// <summary>The folder.</summary>
    public const string Folder = "figures";

    /// <summary>The figure's own data, as in a report.</summary>
    public const string Json = "json";

    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;
    private readonly ImmutableArray<string> _drawings;
    private readonly ImmutableArray<PictureFormat> _pictures;
    private readonly RenderOptions _options;
    private readonly bool _namesUndrawn;

    /// <summary>Prepares to write.</summary>
    /// <param name="renderers">The host's renderers, and which plugin each is from.</param>
    /// <param name="drawings">What renderers write, <c>json</c> among it.</param>
    /// <param name="pictures">What rasterizers make.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="namesUndrawn">Whether a figure that no renderer draws is a file that could not be made, or is left out.</param>
    public FigureWriter(
        ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> renderers,
        ImmutableArray<string> drawings,
        ImmutableArray<PictureFormat> pictures,
        RenderOptions options,
        bool namesUndrawn) =>
        (_renderers, _drawings, _pictures, _options, _namesUndrawn) = (renderers, drawings, pictures, options, namesUndrawn);

    /// <summary>Writes figures. What fails costs its own files.</summary>
    public void Write(ImmutableArray<Artefact> artefacts, DrawnFiles files, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        files.CreateFolder(Folder);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        int done = 0;
        foreach (Artefact artefact in artefacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = $"{Folder}/{artefact.Id.FileName}";
            if (names.Add(artefact.Id.FileName))
            {
                WriteFigure(artefact, name, files);
            }
            else
            {
                files.Refuse(
                    $"{name}.{_drawings.Concat(_pictures.Select(picture => picture.Name)).First()}",
                    $"figure '{artefact.Id}' would take the file of another; figure ids must differ in more than '/' and '.'.");
            }

            progress?.Report((double)++done / artefacts.Length);
        }
    }

    private void WriteFigure(Artefact artefact, string name, DrawnFiles files)
    {
        Drawing? svg = null;
        foreach (string format in _drawings)
        {
            if (format == Json)
            {
                files.Write($"{name}.{Json}", stream => ReportJson.WriteArtefact(artefact, stream));
                continue;
            }

            Drawing? drawing = Draw(artefact, format, $"{name}.{format}", files, keeps: true);
            svg = format == PictureFormat.Svg ? drawing : svg;
        }

        if (!_pictures.IsEmpty && !_drawings.Contains(PictureFormat.Svg))
        {
            svg = Draw(artefact, PictureFormat.Svg, $"{name}.{_pictures[0].Name}", files, keeps: false);
        }

        if (svg is not null)
        {
            foreach (PictureFormat picture in _pictures)
            {
                files.Draw($"{name}.{picture.Name}", picture.Plugin, stream => stream.Write(picture.Draw(artefact, _options, Svg)));
            }
        }

        byte[] Svg(RenderOptions options) => options == _options ? svg!.Bytes : Rendered(svg!.Renderer, artefact, options);
    }

    private Drawing? Draw(Artefact artefact, string format, string name, DrawnFiles files, bool keeps)
    {
        foreach ((string plugin, ArtefactRenderer renderer) in _renderers.Where(entry => entry.Renderer.Format == format))
        {
            bool canRender = false;
            byte[]? bytes = files.Try(name, plugin, () =>
            {
                canRender = renderer.CanRender(artefact);
                return canRender ? Rendered(renderer, artefact, _options) : [];
            });
            if (canRender)
            {
                return bytes is null ? null : new Drawing(renderer, keeps ? files.Keep(name, bytes) : bytes);
            }
        }

        if (_namesUndrawn)
        {
            files.Refuse(name, $"no renderer draws '{artefact.Id}' ({(artefact as ForeignArtefact)?.TypeName ?? artefact.GetType().Name}) as {format}; the plugin that made it may, while its model runs.");
        }

        return null;
    }

    private static byte[] Rendered(ArtefactRenderer renderer, Artefact artefact, RenderOptions options)
    {
        using MemoryStream drawing = new();
        renderer.Render(artefact, options, drawing);
        return drawing.ToArray();
    }

    private sealed record Drawing(ArtefactRenderer Renderer, byte[] Bytes);
}
