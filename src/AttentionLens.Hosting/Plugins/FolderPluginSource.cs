namespace AttentionLens.Hosting;

/// <summary>A folder of plugins, or the folder of one.</summary>
internal sealed class FolderPluginSource(string path) : PluginSource
{
    internal override IEnumerable<PluginCandidate> Load()
    {
        if (!Directory.Exists(path))
        {
            throw new LensInputException($"Plugin folder '{path}' does not exist; give a folder that holds one folder for each plugin.");
        }

        return File.Exists(Path.Combine(path, PluginManifest.FileName))
            ? [PluginLoader.LoadFromFolder(path)]
            : Folders().Select(PluginLoader.LoadFromFolder);
    }

    private List<string> Folders()
    {
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(path)
                    .Where(folder => !Path.GetFileName(folder).StartsWith('.'))
                    .OrderBy(Path.GetFileName, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensInputException($"Plugin folder '{path}' cannot be listed: {OneLine.Of(exception.Message)}", exception);
        }
    }
}
