namespace AttentionLens.Cli;

/// <summary>A file that appears whole or not at all.</summary>
internal sealed class OutputFile
{
    private readonly string _path;
    private readonly string _target;

    private OutputFile(string path, string target)
    {
        _path = path;
        _target = target;
    }

    /// <summary>Looks at the place before any work is done for it.</summary>
    /// <exception cref="LensInputException">A folder is there.</exception>
    public static OutputFile At(string path)
    {
        if (path.Length == 0 || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new LensInputException($"--out '{path}' is a folder; expected the file to write.");
        }

        return new OutputFile(path, Path.GetFullPath(path));
    }

    /// <summary>Writes aside, in the same folder, and puts the file in place of what was there.</summary>
    /// <param name="write">Writes the file that it is given.</param>
    public async Task WriteAsync(Func<string, Task> write)
    {
        CreatedFolders created = Aside.Guard(_path, () => CreatedFolders.Ensure(Path.GetDirectoryName(_target)!));
        string aside = Aside.Of(_target);
        try
        {
            await write(aside);
            Aside.Guard(_path, () => File.Move(aside, _target, overwrite: true));
        }
        catch
        {
            Aside.Discard(aside);
            created.Undo();
            throw;
        }
    }
}
