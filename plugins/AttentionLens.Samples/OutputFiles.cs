namespace AttentionLens.Samples;

/// <summary>Writes the files of a trained model.</summary>
internal sealed class OutputFiles
{
    private readonly string _folder;

    /// <param name="folder">The folder, made where it does not exist.</param>
    /// <exception cref="LensInputException">It cannot be made.</exception>
    public OutputFiles(string folder)
    {
        _folder = folder;
        Attempt(folder, () => Directory.CreateDirectory(folder));
    }

    /// <summary>Writes a file.</summary>
    /// <param name="name">Its name; slashes lead into folders, which are made where they do not exist.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="LensInputException">It cannot be written.</exception>
    public void Write(string name, byte[] content) => Attempt(name, () =>
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    });

    private static void Attempt(string what, Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new LensInputException(
                $"'{what}' cannot be written: {exception.Message.ReplaceLineEndings(" ")} Choose a folder that can be written to.",
                exception);
        }
    }
}
