namespace AttentionLens.Hosting;

/// <summary>Where plugins come from: a class known when the host was compiled, or a folder.</summary>
public abstract class PluginSource
{
    private protected PluginSource()
    {
    }

    /// <summary>A plugin known when the host was compiled. It goes through the same door as a stranger's: a constructor that throws is
    /// a finding, and its ids must be free.</summary>
    /// <typeparam name="T">The plugin's entry.</typeparam>
    public static PluginSource Of<T>()
        where T : LensPlugin, new() => new CodePluginSource(typeof(T), static () => new T());

    /// <summary>A folder that holds one folder for each plugin, or the folder of one plugin, which is a folder with a
    /// <c>lens-plugin.json</c>. Folders whose name starts with a dot are no plugins.</summary>
    /// <param name="path">The folder; where it is relative, it is so to the current directory.</param>
    public static PluginSource Folder(string path) => new FolderPluginSource(path);

    /// <summary>Loads what is there, in ordinal order of the folders' names.</summary>
    /// <exception cref="LensInputException">The folder is not there or cannot be listed.</exception>
    internal abstract IEnumerable<PluginCandidate> Load();
}
