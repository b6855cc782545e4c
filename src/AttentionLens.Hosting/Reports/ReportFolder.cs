using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes a report as files: <c>report.json</c>, <c>findings.sarif</c>, one document for each report renderer, and each figure
/// as SVG and in the picture formats asked for.</summary>
public sealed class ReportFolder
{
    private const string Svg = "svg";
    private const string Figures = "figures";
    private readonly LensHost _host;
    private readonly ImmutableArray<string> _formats;
    private readonly RenderOptions _options;
    private readonly double _scale;
    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;

    /// <summary>Prepares to write, and refuses at once what cannot be written.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="formats">Picture formats besides SVG, for instance <c>png</c>.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="scale">Pixels for each SVG unit in pictures, in (0, 16].</param>
    /// <exception cref="LensInputException">No rasterizer writes a format, or the one that does cannot work here; the message says what is missing.</exception>
    public ReportFolder(LensHost host, ImmutableArray<string> formats, RenderOptions options, double scale = 2)
    {
        _host = host;
        _formats = [.. formats.Where(format => format != Svg).Distinct(StringComparer.Ordinal)];
        _options = options;
        _scale = scale;
        _renderers = [.. host.Renderers.Select(part => (part.Plugin.Name, part.Create()))];
        foreach (string format in _formats)
        {
            if (Find(format).Prototype.Unavailable is { } missing)
            {
                throw new LensInputException($"Format '{format}' cannot be written: {missing}");
            }
        }
    }

    /// <summary>Writes the files into a folder that exists. A renderer or rasterizer that fails costs its own files.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Hears which share of the files is done, in [0, 1].</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    /// <returns>The files that could not be made, in the order in which they were tried.</returns>
    /// <exception cref="IOException">The disk refuses a file.</exception>
    public ImmutableArray<UndrawnFile> Write(
        AnalysisReport report, string folder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        DrawnFiles files = new(folder);
        files.Write("report.json", stream => ReportJson.Write(report, stream));
        files.Write("findings.sarif", stream => SarifLog.Write(report, stream));
        ImmutableArray<ArtefactRenderer> renderers = [.. _renderers.Select(entry => entry.Renderer)];
        foreach (PluginPart<ReportRenderer> part in _host.ReportRenderers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Draw($"report.{part.Prototype.Format}", part.Plugin.Name, stream => part.Create().Render(report, renderers, _options, stream));
        }

        Directory.CreateDirectory(Path.Combine(folder, Figures));
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        int done = 0;
        foreach (Artefact artefact in report.Artefacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (names.Add(artefact.Id.FileName))
            {
                DrawFigure(artefact, $"{Figures}/{artefact.Id.FileName}", files);
            }
            else
            {
                files.Refuse(
                    $"{Figures}/{artefact.Id.FileName}.{Svg}",
                    $"figure '{artefact.Id}' would take the file of another; figure ids must differ in more than '/' and '.'.");
            }

            progress?.Report((double)++done / report.Artefacts.Length);
        }

        return files.Undrawn;
    }

    private void DrawFigure(Artefact artefact, string name, DrawnFiles files)
    {
        foreach ((string plugin, ArtefactRenderer renderer) in _renderers.Where(entry => entry.Renderer.Format == Svg))
        {
            bool canRender = false;
            byte[]? svg = files.Draw($"{name}.{Svg}", plugin, stream =>
            {
                canRender = renderer.CanRender(artefact);
                if (canRender)
                {
                    renderer.Render(artefact, _options, stream);
                }
            });
            if (canRender)
            {
                Rasterize(svg, name, files);
                return;
            }
        }
    }

    private void Rasterize(byte[]? svg, string name, DrawnFiles files)
    {
        foreach (string format in svg is null ? [] : _formats)
        {
            PluginPart<Rasterizer> part = Find(format);
            files.Draw($"{name}.{format}", part.Plugin.Name, stream => part.Prototype.Rasterize(svg, format, _scale, stream));
        }
    }

    private PluginPart<Rasterizer> Find(string format) =>
        _host.Rasterizers.FirstOrDefault(candidate => candidate.Prototype.Formats.Contains(format, StringComparer.Ordinal))
        ?? throw new LensInputException(
            $"Format '{format}' is not known; known: {string.Join(", ", _host.Rasterizers.SelectMany(candidate => candidate.Prototype.Formats).Prepend(Svg))}.");
}
