using System.Runtime.CompilerServices;
using System.Text;

namespace AttentionLens.Engine;

/// <summary>Reads inputs from a file with one JSON object a line, one line at a time: the file may be larger than memory.</summary>
public static class InputLines
{
    private const int LongestLine = 16 << 20;

    /// <summary>Reads the inputs of a file. Empty lines are passed over.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="cancellationToken">Cancels between lines.</param>
    /// <exception cref="LensInputException">The file cannot be read, or a line is no input; the message names the line.</exception>
    public static async IAsyncEnumerable<LensInput> ReadAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using StreamReader reader = Open(path);
        string name = Path.GetFileName(path);
        LineSource lines = new(reader, LongestLine);
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
                yield break;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return InputLine.Read(line, $"{name}, line {number}");
            }
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
