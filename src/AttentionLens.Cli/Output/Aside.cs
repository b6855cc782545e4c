using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>The place beside an output where it is written until it is whole.</summary>
internal static class Aside
{
    /// <summary>A hidden name in the same folder. No other running process has it, and nobody gives it to files of his own.</summary>
    public static string Of(string target, string kind = "partial") => Path.Combine(
        Path.GetDirectoryName(target) ?? target,
        string.Create(CultureInfo.InvariantCulture, $".{Path.GetFileName(target)}.{Environment.ProcessId}.{kind}"));

    /// <summary>Removes what was written aside.</summary>
    public static void Discard(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to tell; what cannot be written often cannot be deleted either.
        }
    }

    /// <summary>Runs a step on the disk; where it fails, the message names the output as the user wrote it.</summary>
    public static void Guard(string output, Action step, string option = OutputFile.Option) => Guard(
        output,
        () =>
        {
            step();
            return true;
        },
        option);

    /// <summary>Runs a step on the disk; where it fails, the message names the output as the user wrote it.</summary>
    public static T Guard<T>(string output, Func<T> step, string option = OutputFile.Option)
    {
        try
        {
            return step();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException(
                $"{option} '{output}' cannot be written ({exception.GetType().Name}); expected a place with room and permission to write.", exception);
        }
    }
}
