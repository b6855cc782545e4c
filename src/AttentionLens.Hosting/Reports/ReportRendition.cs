using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Draws a report that is there again, without the model: the whole as one document, or its figures one by one. A format that reports have
/// (<c>html</c>, <c>md</c>, <c>json</c>) gives <c>report.FORMAT</c> unless single figures are named; everything else gives
/// <c>figures/NAME.FORMAT</c> for each figure.</summary>
public sealed class ReportRendition
{
    private readonly ImmutableArray<string> _globs;
    private readonly RenderOptions _options;
    private readonly ImmutableArray<(string Plugin, ArtefactRenderer Renderer)> _renderers;
    private readonly ImmutableArray<PluginPart<ReportRenderer>> _documents;
    private readonly bool _writesReport;
    private readonly FigureWriter? _figures;

    /// <summary>Prepares to write, and refuses at once what cannot be written.</summary>
    /// <param name="host">Gives renderers and rasterizers.</param>
    /// <param name="formats">The formats, at least one: <c>svg</c>, <c>png</c>, <c>html</c> …</param>
    /// <param name="globs">Ids of figures, with <c>*</c> for any run of characters; none for the whole report.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="scale">Pixels for each SVG unit in pictures, in (0, 16].</param>
    /// <param name="rasterizer">The rasterizer's name, or null for the first that makes a format.</param>
    /// <exception cref="LensInputException">Nothing writes a format, or what does cannot work here; the message says what is missing.</exception>
    public ReportRendition(
        LensHost host, ImmutableArray<string> formats, ImmutableArray<string> globs, RenderOptions options, double scale = 2, string? rasterizer = null)
    {
        _globs = globs;

        // Drawings and what refers to them lie in one folder where figures are written one by one.
        _options = globs.IsEmpty ? options : options with { FigureFolder = string.Empty };
        _renderers = [.. host.Renderers.Select(part => (part.Plugin.Name, part.Create()))];
        PictureFormat.Rasterizers(host, rasterizer);
        ImmutableArray<string> drawn = [.. _renderers.Select(entry => entry.Renderer.Format).Append(FigureWriter.Json).Distinct(StringComparer.Ordinal)];
        List<PluginPart<ReportRenderer>> documents = [];
        List<string> drawings = [];
        List<PictureFormat> pictures = [];
        foreach (string format in formats.Distinct(StringComparer.Ordinal))
        {
            PluginPart<ReportRenderer>? document = globs.IsEmpty ? host.ReportRenderers.FirstOrDefault(part => part.Prototype.Format == format) : null;
            if (document is not null)
            {
                documents.Add(document);
            }
            else if (globs.IsEmpty && format == FigureWriter.Json)
            {
                _writesReport = true;
            }
            else if (drawn.Contains(format))
            {
                drawings.Add(format);
            }
            else
            {
                pictures.Add(PictureFormat.Find(host, format, scale, rasterizer)
                    ?? throw ReportFolder.Unknown(format, [.. drawn, .. host.ReportRenderers.Select(part => part.Prototype.Format), .. PictureFormat.AllOf(host)]));
            }
        }

        _documents = [.. documents];
        _figures = drawings.Count + pictures.Count == 0 ? null : new FigureWriter(_renderers, [.. drawings], [.. pictures], _options, namesUndrawn: true);
    }

    /// <summary>Writes the files into a folder that exists. A renderer or rasterizer that fails costs its own files.</summary>
    /// <param name="report">The report, perhaps a stranger's.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Hears which share of the figures is done, in [0, 1].</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    /// <returns>The files that could not be made, in the order in which they were tried.</returns>
    /// <exception cref="LensInputException">The report has no figure of a name that was given.</exception>
    /// <exception cref="IOException">The disk refuses a file.</exception>
    public ImmutableArray<UndrawnFile> Write(
        AnalysisReport report, string folder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ImmutableArray<Artefact> chosen = FigureChoice.Of(report, _globs);
        DrawnFiles files = new(folder);
        if (_writesReport)
        {
            files.Write("report.json", stream => ReportJson.Write(report, stream));
        }

        ImmutableArray<ArtefactRenderer> renderers = [.. _renderers.Select(entry => entry.Renderer)];
        foreach (PluginPart<ReportRenderer> part in _documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            files.Draw($"report.{part.Prototype.Format}", part.Plugin.Name, stream => part.Create().Render(report, renderers, _options, stream));
        }

        _figures?.Write(chosen, files, progress, cancellationToken);
        return files.Undrawn;
    }
}
