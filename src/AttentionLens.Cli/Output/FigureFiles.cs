using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The pictures of scores: one for one method; for several one for each, one of how far their rankings agree, and one of the scores against each other.</summary>
internal sealed class FigureFiles
{
    private const string Option = "--figure";
    private const string Scatter = "scatter";
    private readonly FigureFile _drawing;
    private readonly OutputFile _named;
    private readonly IReadOnlyList<OutputFile> _each;
    private readonly IReadOnlyList<OutputFile> _together;

    private FigureFiles(FigureFile drawing, OutputFile named, IReadOnlyList<OutputFile> each, IReadOnlyList<OutputFile> together)
    {
        _drawing = drawing;
        _named = named;
        _each = each;
        _together = together;
    }

    /// <summary>Looks at the places before any work is done for them; null where none is named.</summary>
    /// <exception cref="LensInputException">The name has no format that anybody writes, or nothing can be written there.</exception>
    public static FigureFiles? At(string? path, LensHost host, IReadOnlyList<string> methods, IReadOnlyList<string> ways) => path is null ? null : new FigureFiles(
        new FigureFile(host, path, new RenderOptions()),
        OutputFile.At(path, Option),
        methods.Count == 1 ? [] : Beside(path, [.. methods, Scatter]),
        Beside(path, [.. ways.Order(StringComparer.Ordinal)]));

    public async Task DrawAsync(ImportanceReport report, CancellationToken cancellationToken)
    {
        bool isOne = report.Results.Length == 1;
        await WriteAsync(_named, isOne ? ImportanceFigure.Of(report.Results[0]) : ImportanceFigure.AgreementOf(report.Results), cancellationToken);
        for (int index = 0; index < report.Results.Length && !isOne; index++)
        {
            await WriteAsync(_each[index], ImportanceFigure.Of(report.Results[index]), cancellationToken);
        }

        if (!isOne)
        {
            await WriteAsync(_each[^1], ImportanceFigure.ScatterOf(report.Results), cancellationToken);
        }

        // In the order of the ways' names.
        Artefact[] together =
        [
            .. report.Greedy is { } greedy ? [InteractionFigure.Of(greedy)] : Array.Empty<Artefact>(),
            .. report.Pairwise is { } pairwise ? [InteractionFigure.Of(pairwise)] : Array.Empty<Artefact>(),
        ];
        for (int index = 0; index < together.Length; index++)
        {
            await WriteAsync(_together[index], together[index], cancellationToken);
        }
    }

    private static OutputFile[] Beside(string path, IReadOnlyList<string> names) =>
        [.. names.Select(name => OutputFile.At(Path.ChangeExtension(path, name + Path.GetExtension(path)), Option))];

    private Task WriteAsync(OutputFile file, Artefact figure, CancellationToken cancellationToken)
    {
        byte[] bytes = _drawing.Draw(figure);
        return file.WriteAsync(aside => File.WriteAllBytesAsync(aside, bytes, cancellationToken));
    }
}
