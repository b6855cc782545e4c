using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Hosting;

/// <summary>Writes a report as files: <c>report.json</c>, <c>findings.sarif</c>, one document for each report renderer, and each figure
/// as SVG and in the picture formats asked for.</summary>
public sealed class ReportFolder
{
    private const string Svg = "svg";
    private readonly LensHost _host;
    private readonly ImmutableArray<string> _formats;
    private readonly RenderOptions _options;
    private readonly double _scale;
    private readonly ImmutableArray<ArtefactRenderer> _renderers;

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
        _renderers = [.. host.Renderers.Select(part => part.Create())];
        foreach (string format in _formats)
        {
            Rasterizer rasterizer = Find(format);
            if (rasterizer.Unavailable is { } missing)
            {
                throw new LensInputException($"Format '{format}' cannot be written: {missing}");
            }
        }
    }

    /// <summary>Writes the files into a folder that exists.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Hears which share of the files is done, in [0, 1].</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    /// <exception cref="LensInputException">Two figures would have one file name.</exception>
    public void Write(AnalysisReport report, string folder, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        WriteFile(folder, "report.json", stream => ReportJson.Write(report, stream));
        WriteFile(folder, "findings.sarif", stream => SarifLog.Write(report, stream));
        foreach (PluginPart<ReportRenderer> part in _host.ReportRenderers)
        {
            ReportRenderer renderer = part.Create();
            WriteFile(folder, $"report.{renderer.Format}", stream => renderer.Render(report, _renderers, _options, stream));
        }

        string figures = Path.Combine(folder, "figures");
        Directory.CreateDirectory(figures);
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        int done = 0;
        foreach (Artefact artefact in report.Artefacts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!names.Add(artefact.Id.FileName))
            {
                throw new LensInputException($"Figure '{artefact.Id}' would be written to the file of another; figure ids must differ in more than '/' and '.'.");
            }

            WriteFigure(artefact, figures);
            progress?.Report((double)++done / report.Artefacts.Length);
        }
    }

    private void WriteFigure(Artefact artefact, string folder)
    {
        ArtefactRenderer? renderer = _renderers.FirstOrDefault(candidate => candidate.Format == Svg && candidate.CanRender(artefact));
        if (renderer is null)
        {
            return;
        }

        using MemoryStream drawing = new();
        renderer.Render(artefact, _options, drawing);
        byte[] svg = drawing.ToArray();
        WriteFile(folder, $"{artefact.Id.FileName}.{Svg}", stream => stream.Write(svg));
        foreach (string format in _formats)
        {
            WriteFile(folder, $"{artefact.Id.FileName}.{format}", stream => Find(format).Rasterize(svg, format, _scale, stream));
        }
    }

    private Rasterizer Find(string format)
    {
        PluginPart<Rasterizer>? part = _host.Rasterizers.FirstOrDefault(candidate => candidate.Prototype.Formats.Contains(format, StringComparer.Ordinal));
        return part?.Prototype ?? throw new LensInputException(
            $"Format '{format}' is not known; known: {string.Join(", ", _host.Rasterizers.SelectMany(candidate => candidate.Prototype.Formats).Prepend(Svg))}.");
    }

    private static void WriteFile(string folder, string name, Action<Stream> write)
    {
        using FileStream stream = File.Create(Path.Combine(folder, name));
        write(stream);
    }
}
