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
    /// <exception cref="LensInputException">A folder or a device is there.</exception>
    public static OutputFile At(string path)
    {
        if (path.Length == 0 || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new LensInputException($"--out '{path}' is a folder; expected the file to write.");
        }

        string target = Path.GetFullPath(path);
        string real = File.Exists(target) ? Aside.Guard(path, () => File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target) : target;
        return IsDevice(real)
            ? throw new LensInputException($"--out '{path}' is a device, which no file can take the place of; expected the file to write.")
            : new OutputFile(path, real);
    }

    // A file is put in place by its name, and a file with the name of a device would be the end of the device.
    private static bool IsDevice(string path) => File.Exists(path)
        && (path.StartsWith("/proc/", StringComparison.Ordinal)
            || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)));

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
