using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.Loader;

namespace AttentionLens.Hosting;

/// <summary>The assemblies that every plugin shares with the host, whatever copies it brings: the contract, and all that the contract can
/// show in a signature, which is what it references. A second copy of one of them would hold types that are not the host's.</summary>
internal static class ContractAssemblies
{
    private static readonly AssemblyLoadContext HostContext =
        AssemblyLoadContext.GetLoadContext(typeof(ContractAssemblies).Assembly) ?? AssemblyLoadContext.Default;

    private static readonly FrozenDictionary<string, Assembly> Contracts =
        new[] { "AttentionLens.Abstractions", "AttentionLens.Numerics", "AttentionLens.Models" }
            .ToFrozenDictionary(name => name, name => HostContext.LoadFromAssemblyName(new AssemblyName(name)), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, AssemblyName> Shared =
        Contracts.Values.SelectMany(contract => contract.GetReferencedAssemblies().Append(contract.GetName()))
            .DistinctBy(name => name.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(name => name.Name ?? string.Empty, StringComparer.OrdinalIgnoreCase);

    /// <summary>The version of the contract: major and minor version of AttentionLens.Abstractions.</summary>
    public static Version Version { get; } = TwoNumbers(typeof(LensPlugin).Assembly.GetName().Version);

    /// <summary>Whether an assembly is pinned to the host's.</summary>
    public static bool IsShared(string name) => Shared.ContainsKey(name);

    /// <summary>The host's assembly of a name, or null where the plugin's own is used.</summary>
    public static Assembly? Find(string name) =>
        Contracts.TryGetValue(name, out Assembly? contract) ? contract
        : Shared.TryGetValue(name, out AssemblyName? shared) ? HostContext.LoadFromAssemblyName(shared)
        : null;

    /// <summary>The version of a contract assembly in this host, or null where the name is none.</summary>
    public static Version? VersionOf(string name) => Contracts.TryGetValue(name, out Assembly? contract) ? contract.GetName().Version : null;

    private static Version TwoNumbers(Version? version) => version is null ? new Version(0, 0) : new Version(version.Major, version.Minor);
}
