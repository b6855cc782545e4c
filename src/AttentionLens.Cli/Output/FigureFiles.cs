using System.Collections.Immutable;
using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The pictures of scores: one for one method; for several one for each, one of how far their rankings agree, and one of the scores against each other.</summary>
internal sealed class FigureFiles
{
    private const string Option = "--figure";
    private const string Scatter = "scatter";
    private readonly FigureFile _drawing;
    private readonly IReadOnlyList<OutputFile> _files;

    private FigureFiles(FigureFile drawing, IReadOnlyList<OutputFile> files)
    {
        _drawing = drawing;
        _files = files;
    }

    /// <summary>Looks at the places before any work is done for them; null where none is named.</summary>
    /// <exception cref="LensInputException">The name has no format that anybody writes, or nothing can be written there.</exception>
    public static FigureFiles? At(string? path, LensHost host, IReadOnlyList<string> methods, IReadOnlyList<string> ways) => path is null ? null : new FigureFiles(
        new FigureFile(host, path, new RenderOptions()),
        [
            OutputFile.At(path, Option),
            .. methods.Count == 1 ? [] : Beside(path, [.. methods, Scatter]),
            .. Beside(path, [.. ways.Order(StringComparer.Ordinal)]),
        ]);

    /// <summary>The figures, those of what goes together last, in the order of the ways' names.</summary>
    public static ImmutableArray<Artefact> Of(ImportanceReport report) =>
    [
        report.Results.Length == 1 ? ImportanceFigure.Of(report.Results[0]) : ImportanceFigure.AgreementOf(report.Results),
        .. report.Results.Length == 1 ? [] : report.Results.Select(ImportanceFigure.Of).Append<Artefact>(ImportanceFigure.ScatterOf(report.Results)),
        .. report.Greedy is { } greedy ? [InteractionFigure.Of(greedy)] : Array.Empty<Artefact>(),
        .. report.Pairwise is { } pairwise ? [InteractionFigure.Of(pairwise)] : Array.Empty<Artefact>(),
    ];

    /// <summary>Draws the figures, each to its place.</summary>
    public async Task DrawAsync(ImmutableArray<Artefact> figures, CancellationToken cancellationToken)
    {
        foreach ((OutputFile file, Artefact figure) in _files.Zip(figures))
        {
            byte[] bytes = _drawing.Draw(figure);
            await file.WriteAsync(aside => File.WriteAllBytesAsync(aside, bytes, cancellationToken));
        }
    }

    private static OutputFile[] Beside(string path, IReadOnlyList<string> names) =>
        [.. names.Select(name => OutputFile.At(Path.ChangeExtension(path, name + Path.GetExtension(path)), Option))];
}
