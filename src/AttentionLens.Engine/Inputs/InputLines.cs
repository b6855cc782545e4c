using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace AttentionLens.Engine;

/// <summary>Reads inputs from a file with one JSON object a line, one line at a time: the file may be larger than memory.</summary>
public static class InputLines
{
    private const int LongestLine = 16 << 20;

    /// <summary>Reads the inputs of a file. Empty lines are passed over.</summary>
    /// <param name="path">The file, UTF-8. Paths of images in it start from its folder.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    /// <exception cref="LensInputException">The file cannot be read or holds no input, or a line is no input; the message names the line.</exception>
    public static IAsyncEnumerable<LensInput> ReadAsync(string path, CancellationToken cancellationToken = default) =>
        ReadAsync(path, default, cancellationToken);

    /// <summary>Reads the inputs of a file for a model whose classes have names. Empty lines are passed over.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="labels">The names of the classes, which <c>label</c> and <c>target</c> may use in place of their numbers; where there
    /// are none, such a name is left unread.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    /// <exception cref="LensInputException">The file cannot be read or holds no input, or a line is no input; the message names the line.</exception>
    public static async IAsyncEnumerable<LensInput> ReadAsync(
        string path, ImmutableArray<string> labels, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using StreamReader reader = Open(path);
        string name = Path.GetFileName(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? string.Empty;
        LineSource lines = new(reader, LongestLine);
        bool isEmpty = true;
        for (int number = 1; ; number++)
        {
            string? line;
            try
            {
                line = await lines.NextAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or DecoderFallbackException)
            {
                throw new LensInputException($"{name}, line {number}: cannot be read as UTF-8 text of at most {LongestLine >> 20} MiB a line.", exception);
            }

            if (line is null)
            {
                break;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                isEmpty = false;
                yield return InputLine.Read(line, $"{name}, line {number}", folder, labels);
            }
        }

        if (isEmpty)
        {
            throw new LensInputException($"Input file '{path}' holds no input; expected one JSON object a line.");
        }
    }

    private static StreamReader Open(string path)
    {
        try
        {
            return new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new LensInputException($"Input file '{path}' cannot be opened; expected a file with one JSON object a line.", exception);
        }
    }
}
