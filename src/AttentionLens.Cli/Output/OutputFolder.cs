namespace AttentionLens.Cli;

/// <summary>Writes a folder that appears whole or not at all.</summary>
internal static class OutputFolder
{
    /// <summary>Writes aside, in the same parent folder under the name with <c>.partial</c> behind it, and puts the result in place.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="mayReplace">Whether a folder that is there and not empty may be replaced.</param>
    /// <param name="write">Writes into the folder it is given.</param>
    public static async Task WriteAsync(string path, Func<string, bool> mayReplace, Func<string, Task> write)
    {
        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (File.Exists(target))
        {
            throw new LensInputException($"--out '{path}' is a file; expected a folder.");
        }

        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any() && !mayReplace(target))
        {
            throw new LensInputException($"--out '{path}' is not empty and was not written by this command; choose another folder or empty it.");
        }

        string aside = $"{target}.partial";
        DeleteIfThere(aside);
        try
        {
            Directory.CreateDirectory(aside);
            await write(aside);
            Swap(aside, target);
        }
        catch
        {
            DeleteIfThere(aside);
            throw;
        }
    }

    private static void Swap(string aside, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(aside, target);
            return;
        }

        string old = $"{target}.old";
        DeleteIfThere(old);
        Directory.Move(target, old);
        try
        {
            Directory.Move(aside, target);
        }
        catch
        {
            Directory.Move(old, target);
            throw;
        }

        DeleteIfThere(old);
    }

    private static void DeleteIfThere(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
