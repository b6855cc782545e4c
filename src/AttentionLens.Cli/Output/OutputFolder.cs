namespace AttentionLens.Cli;

/// <summary>A folder that appears whole or not at all.</summary>
internal sealed class OutputFolder
{
    private readonly string _path;
    private readonly string _target;

    private OutputFolder(string path, string target)
    {
        _path = path;
        _target = target;
    }

    /// <summary>Looks at the place before any work is done for it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="foreign">The name of something in a folder that the command did not write, or null where all is its own and may be replaced.</param>
    /// <exception cref="LensInputException">A file is there, or a folder that may not be replaced.</exception>
    public static OutputFolder At(string path, Func<string, string?> foreign)
    {
        if (path.Length == 0 || File.Exists(path))
        {
            throw new LensInputException($"--out '{path}' is {(path.Length == 0 ? "empty" : "a file")}; expected the folder to write.");
        }

        string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Aside.Guard(path, () =>
        {
            string real = Directory.Exists(target) ? Directory.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target : target;
            return Directory.Exists(real) && foreign(real) is { } name
                ? throw new LensInputException($"--out '{path}' holds '{name}', which this command does not replace; choose another folder or empty it.")
                : new OutputFolder(path, real);
        });
    }

    /// <summary>The first entry of a folder in ordinal order, or null where it is empty.</summary>
    public static string? FirstIn(string folder) => Names(folder).Min(StringComparer.Ordinal);

    /// <summary>The names of the entries of a folder.</summary>
    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry));

    /// <summary>Writes aside, in the same parent folder, and puts the result in place.</summary>
    /// <param name="write">Writes into the folder that it is given.</param>
    public Task WriteAsync(Func<string, Task> write) => WriteAsync(write, Swap);

    /// <summary>Writes aside, and when all is written puts each file beside those that are there; one of the same name is replaced.</summary>
    /// <param name="write">Writes into the folder that it is given.</param>
    public Task AddAsync(Func<string, Task> write) => WriteAsync(write, Add);

    private async Task WriteAsync(Func<string, Task> write, Action<string> place)
    {
        string aside = Aside.Of(_target);
        Aside.Discard(aside);
        CreatedFolders created = Aside.Guard(_path, () => CreatedFolders.Ensure(Path.GetDirectoryName(_target) ?? _target));
        try
        {
            Aside.Guard(_path, () => Directory.CreateDirectory(aside));
            await write(aside);
            Aside.Guard(_path, () => place(aside));
        }
        catch
        {
            Aside.Discard(aside);
            created.Undo();
            throw;
        }
    }

    private void Swap(string aside)
    {
        if (!Directory.Exists(_target))
        {
            Directory.Move(aside, _target);
            return;
        }

        string old = Aside.Of(_target, "old");
        Aside.Discard(old);
        Directory.Move(_target, old);
        try
        {
            Directory.Move(aside, _target);
        }
        catch
        {
            Directory.Move(old, _target);
            throw;
        }

        Aside.Discard(old);
    }

    private void Add(string aside)
    {
        Directory.CreateDirectory(_target);
        foreach (string file in Directory.EnumerateFiles(aside, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string target = Path.Combine(_target, Path.GetRelativePath(aside, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? _target);
            File.Move(file, target, overwrite: true);
        }

        Aside.Discard(aside);
    }
}
