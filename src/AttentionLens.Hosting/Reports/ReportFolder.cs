using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes a report as files: <c>report.json</c>, <c>findings.sarif</c>, one document for each report renderer, and each figure
/// as SVG and in the picture formats asked for.</summary>
public sealed class ReportFolder
{
    private readonly LensHost _host;
    private readonly RenderOptions _options;
    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;
    private readonly FigureWriter _figures;

    /// <summary>Prepares to write, and refuses at once what cannot be written.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="formats">Picture formats besides SVG, for instance <c>png</c>, or <c>apng</c> for pictures of which sequences move.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="scale">Pixels for each SVG unit in pictures, in (0, 16].</param>
    /// <param name="rasterizer">The rasterizer's name, or null for the first that makes a format.</param>
    /// <exception cref="LensInputException">No rasterizer writes a format, or the one that does cannot work here; the message says what is missing.</exception>
    public ReportFolder(LensHost host, ImmutableArray<string> formats, RenderOptions options, double scale = 2, string? rasterizer = null)
    {
        _host = host;
        _options = options;
        _renderers = [.. host.Renderers.Select(part => (part.Plugin.Name, part.Create()))];
        PictureFormat.Rasterizers(host, rasterizer);
        ImmutableArray<PictureFormat> pictures =
        [
            .. formats.Where(format => format != PictureFormat.Svg).Distinct(StringComparer.Ordinal)
                .Select(format => PictureFormat.Find(host, format, scale, rasterizer) ?? throw Unknown(format, [PictureFormat.Svg, .. PictureFormat.AllOf(host)])),
        ];
        _figures = new FigureWriter(_renderers, [PictureFormat.Svg], pictures, options, namesUndrawn: false);
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

        _figures.Write(report.Artefacts, files, progress, cancellationToken);
        return files.Undrawn;
    }

    /// <summary>What to say of a format that nobody writes.</summary>
    internal static LensInputException Unknown(string format, IEnumerable<string> known) =>
        new($"Format '{OneLine.Of(format)}' is not known; known: {string.Join(", ", known.Distinct(StringComparer.Ordinal))}.");
}
