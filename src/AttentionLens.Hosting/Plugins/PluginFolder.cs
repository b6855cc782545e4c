using System.Runtime.Loader;

namespace AttentionLens.Hosting;

/// <summary>The folder of one plugin. Nothing outside of it is ever taken for a part of the plugin, whatever paths and links say.</summary>
internal sealed class PluginFolder
{
    // More links than this on one path are a circle.
    private const int MostLinks = 40;

    private readonly string _inside;
    private AssemblyDependencyResolver? _resolver;

    public PluginFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        Name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));
        Root = System.IO.Path.TrimEndingDirectorySeparator(Real(Path));
        _inside = Root + System.IO.Path.DirectorySeparatorChar;
    }

    /// <summary>The folder as the user named it.</summary>
    public string Path { get; }

    /// <summary>The folder's own name.</summary>
    public string Name { get; }

    /// <summary>The folder without links on the way to it.</summary>
    public string Root { get; }

    /// <summary>The full path of a file in the folder, or null where the path leaves the folder: by itself, by a link, or in a circle of links.</summary>
    public string? Find(string path)
    {
        try
        {
            string real = Real(System.IO.Path.Combine(Root, path));
            return real.StartsWith(_inside, StringComparison.Ordinal) ? real : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A text with the folder's name in place of the machine's path to it.</summary>
    public string WithoutPath(string text) =>
        text.Replace(Root, Name, StringComparison.Ordinal).Replace(Path, Name, StringComparison.Ordinal);

    /// <summary>Starts to resolve the references of an assembly in the folder by its <c>.deps.json</c>, or by the files beside it.</summary>
    /// <exception cref="PluginRefusedException">The <c>.deps.json</c> cannot be used.</exception>
    public void ResolveFor(string assembly)
    {
        try
        {
            _resolver = new AssemblyDependencyResolver(assembly);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IOException)
        {
            string file = System.IO.Path.ChangeExtension(System.IO.Path.GetFileName(assembly), ".deps.json");
            throw new PluginRefusedException(
                HostFindings.MissingDependencies, $"'{file}' cannot be used; expected the file that the build wrote, or none.", exception);
        }
    }

    /// <summary>The private assembly of a name, or null where the folder holds none.</summary>
    public string? Resolve(System.Reflection.AssemblyName name) => Confine(_resolver?.ResolveAssemblyToPath(name));

    /// <summary>The private native library of a name, or null where the folder holds none.</summary>
    public string? ResolveNative(string name) => Confine(_resolver?.ResolveUnmanagedDllToPath(name));

    private string? Confine(string? path) => path is null ? null : Find(path);

    private static string Real(string path)
    {
        int links = 0;
        return Real(System.IO.Path.GetFullPath(path), ref links);
    }

    private static string Real(string path, ref int links)
    {
        string current = System.IO.Path.GetPathRoot(path) ?? string.Empty;
        foreach (string part in path[current.Length..].Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            string next = System.IO.Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is { } target)
            {
                if (++links > MostLinks)
                {
                    throw new IOException($"The links at '{part}' run in a circle.");
                }

                next = Real(System.IO.Path.GetFullPath(target, current), ref links);
            }

            current = next;
        }

        return current;
    }
}
