using System.Reflection;

namespace AttentionLens.Hosting;

/// <summary>A plugin known when the host was compiled.</summary>
internal sealed class CodePluginSource(Type entry, Func<LensPlugin> create) : PluginSource
{
    internal override IEnumerable<PluginCandidate> Load()
    {
        Assembly assembly = entry.Assembly;
        bool isNamed = assembly.GetCustomAttribute<LensPluginAttribute>()?.EntryType == entry;
        AssemblyName assemblyName = assembly.GetName();

        // An assembly may hold several entries that are added in code; only the one that it names speaks for it.
        string name = (isNamed ? assemblyName.Name : entry.FullName) ?? entry.Name;
        string version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assemblyName.Version?.ToString() ?? "0.0";
        yield return PluginLoader.LoadFromCode(new PluginRecord(name, version), create);
    }
}
