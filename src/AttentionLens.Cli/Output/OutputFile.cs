namespace AttentionLens.Cli;

/// <summary>A file that appears whole or not at all.</summary>
internal sealed class OutputFile
{
    /// <summary>The option that names most outputs.</summary>
    public const string Option = "--out";

    private readonly string _option;
    private readonly string _path;
    private readonly string _target;

    private OutputFile(string option, string path, string target)
    {
        _option = option;
        _path = path;
        _target = target;
    }

    /// <summary>Looks at the place before any work is done for it.</summary>
    /// <param name="path">The file as the user wrote it.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="LensInputException">A folder or a device is there.</exception>
    public static OutputFile At(string path, string option = Option)
    {
        if (path.Length == 0 || Directory.Exists(path) || Path.EndsInDirectorySeparator(path))
        {
            throw new LensInputException($"{option} '{path}' is a folder; expected the file to write.");
        }

        string target = Path.GetFullPath(path);
        string real = File.Exists(target) ? Aside.Guard(path, () => File.ResolveLinkTarget(target, returnFinalTarget: true)?.FullName ?? target, option) : target;
        return IsDevice(real)
            ? throw new LensInputException($"{option} '{path}' is a device, which no file can take the place of; expected the file to write.")
            : new OutputFile(option, path, real);
    }

    // A file is put in place by its name, and a file with the name of a device would be the end of the device.
    private static bool IsDevice(string path) => File.Exists(path)
        && (path.StartsWith("/proc/", StringComparison.Ordinal)
            || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal)));

    /// <summary>Writes aside, in the same folder, and puts the file in place of what was there.</summary>
    /// <param name="write">Writes the file that it is given.</param>
    public async Task WriteAsync(Func<string, Task> write)
    {
        CreatedFolders created = Aside.Guard(_path, () => CreatedFolders.Ensure(Path.GetDirectoryName(_target)!), _option);
        string aside = Aside.Of(_target);
        try
        {
            await write(aside);
            Aside.Guard(_path, () => File.Move(aside, _target, overwrite: true), _option);
        }
        catch
        {
            Aside.Discard(aside);
            created.Undo();
            throw;
        }
    }
}
