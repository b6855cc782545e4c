using System.Text;

namespace AttentionLens.Cli;

/// <summary>Writes a result to standard output, or to a file that appears whole or not at all.</summary>
internal static class TextOutput
{
    public static async Task WriteAsync(CliStreams streams, string? path, Func<TextWriter, Task> write)
    {
        if (path is null)
        {
            await write(streams.Out);
            await streams.Out.FlushAsync();
            return;
        }

        await OutputFile.At(path).WriteAsync(async aside =>
        {
            await using StreamWriter writer = new(aside, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
            await write(writer);
        });
    }
}
