using System.Reflection;
using System.Runtime.Loader;

namespace AttentionLens.Hosting;

/// <summary>Where one plugin and its private dependencies live, until the process ends. It lets plugins need different versions of the same
/// assembly. It is no wall: a plugin can do all that the process can.</summary>
internal sealed class PluginLoadContext(PluginFolder folder) : AssemblyLoadContext(folder.Name, isCollectible: false)
{
    protected override Assembly? Load(AssemblyName assemblyName) =>
        assemblyName.Name is not { } name ? null
        : ContractAssemblies.Find(name) is { } shared ? shared
        : folder.Resolve(assemblyName) is { } path ? LoadFromAssemblyPath(path)
        : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        folder.ResolveNative(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : nint.Zero;
}
