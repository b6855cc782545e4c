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

    private FigureFiles(FigureFile drawing, OutputFile named, IReadOnlyList<OutputFile> each)
    {
        _drawing = drawing;
        _named = named;
        _each = each;
    }

    /// <summary>Looks at the places before any work is done for them; null where none is named.</summary>
    /// <exception cref="LensInputException">The name has no format that anybody writes, or nothing can be written there.</exception>
    public static FigureFiles? At(string? path, LensHost host, IReadOnlyList<string> methods) => path is null ? null : new FigureFiles(
        new FigureFile(host, path, new RenderOptions()),
        OutputFile.At(path, Option),
        methods.Count == 1 ? [] : [.. methods.Append(Scatter).Select(method => OutputFile.At(Path.ChangeExtension(path, method + Path.GetExtension(path)), Option))]);

    public async Task DrawAsync(IReadOnlyList<ImportanceResult> results, CancellationToken cancellationToken)
    {
        await WriteAsync(_named, results.Count == 1 ? ImportanceFigure.Of(results[0]) : ImportanceFigure.AgreementOf([.. results]), cancellationToken);
        if (results.Count == 1)
        {
            return;
        }

        for (int index = 0; index < results.Count; index++)
        {
            await WriteAsync(_each[index], ImportanceFigure.Of(results[index]), cancellationToken);
        }

        await WriteAsync(_each[^1], ImportanceFigure.ScatterOf([.. results]), cancellationToken);
    }

    private Task WriteAsync(OutputFile file, Artefact figure, CancellationToken cancellationToken)
    {
        byte[] bytes = _drawing.Draw(figure);
        return file.WriteAsync(aside => File.WriteAllBytesAsync(aside, bytes, cancellationToken));
    }
}
