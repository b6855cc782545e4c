namespace AttentionLens.Cli;

/// <summary>The folders on the way to an output that were not there before; they go again where the output fails.</summary>
internal sealed class CreatedFolders
{
    private readonly Stack<string> _created = [];

    private CreatedFolders()
    {
    }

    /// <summary>Creates a folder and those above it.</summary>
    public static CreatedFolders Ensure(string folder)
    {
        CreatedFolders created = new();
        Stack<string> missing = [];
        for (string? path = folder; path is not null && !Directory.Exists(path); path = Path.GetDirectoryName(path))
        {
            missing.Push(path);
        }

        try
        {
            foreach (string path in missing)
            {
                Directory.CreateDirectory(path);
                created._created.Push(path);
            }
        }
        catch
        {
            created.Undo();
            throw;
        }

        return created;
    }

    /// <summary>Removes what was created, as far as it is still empty.</summary>
    public void Undo()
    {
        try
        {
            while (_created.TryPop(out string? folder))
            {
                Directory.Delete(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else has begun to use the folder, and the first failure is the one to tell.
        }
    }
}
