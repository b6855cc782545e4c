using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>The pictures of scores, one for each method.</summary>
internal sealed class FigureFiles
{
    private readonly LensHost _host;
    private readonly string _format;
    private readonly IReadOnlyList<OutputFile> _files;

    private FigureFiles(LensHost host, string format, IReadOnlyList<OutputFile> files)
    {
        _host = host;
        _format = format;
        _files = files;
    }

    /// <summary>Looks at the places before any work is done for them; null where none is named.</summary>
    /// <exception cref="LensInputException">The name has no format, or one that nobody writes, or nothing can be written there.</exception>
    public static FigureFiles? At(string? path, LensHost host, IReadOnlyList<string> methods)
    {
        if (path is null)
        {
            return null;
        }

        string extension = Path.GetExtension(path);
        if (extension.Length < 2)
        {
            throw new LensInputException($"--figure '{path}' names no format; expected for instance F.svg.");
        }

        host.DemandFigureFormat(extension[1..]);
        return new FigureFiles(host, extension[1..], [.. methods.Select(method => OutputFile.At(methods.Count == 1 ? path : Path.ChangeExtension(path, method + extension)))]);
    }

    public async Task DrawAsync(IReadOnlyList<ImportanceResult> results)
    {
        for (int index = 0; index < results.Count; index++)
        {
            await _files[index].WriteAsync(async aside =>
            {
                await using FileStream stream = File.Create(aside);
                _host.DrawImportance(results[index], _format, stream);
            });
        }
    }
}
