using System.Reflection;
using System.Runtime.Loader;

namespace AttentionLens.Hosting;

/// <summary>The checks that read metadata alone. Each throws <see cref="PluginRefusedException"/> where it fails.</summary>
internal static class PluginChecks
{
    /// <summary>AL0302.</summary>
    public static AssemblyFacts ReadAssembly(string path)
    {
        try
        {
            return AssemblyFacts.Read(path);
        }
        catch (BadImageFormatException exception)
        {
            throw new PluginRefusedException(HostFindings.NotAnAssembly, $"'{Path.GetFileName(path)}': {exception.Message}", exception);
        }
    }

    /// <summary>AL0303.</summary>
    public static void CheckRuntime(AssemblyFacts assembly)
    {
        Version runtime = new(Environment.Version.Major, Environment.Version.Minor);
        if (assembly.TargetFramework is { } framework && !CanRun(framework, runtime))
        {
            throw new PluginRefusedException(HostFindings.NewerRuntime, $"it was built for {framework}; this host runs .NET {runtime}.");
        }

        // An assembly that does not say what it was built for still references a version of the runtime.
        if (assembly.References.FirstOrDefault(reference => reference.Name == "System.Runtime")?.Version is { } referenced
            && new Version(referenced.Major, Math.Max(0, referenced.Minor)) > runtime)
        {
            throw new PluginRefusedException(
                HostFindings.NewerRuntime, $"it references System.Runtime {referenced}; this host runs .NET {runtime}.");
        }
    }

    /// <summary>AL0304.</summary>
    public static void CheckContract(PluginManifest manifest, AssemblyFacts assembly)
    {
        if (manifest.Contract > ContractAssemblies.Version)
        {
            throw new PluginRefusedException(
                HostFindings.NewerContract, $"its manifest says {manifest.Contract}; this host has {ContractAssemblies.Version}.");
        }

        foreach (AssemblyName reference in assembly.References)
        {
            if (ContractAssemblies.VersionOf(reference.Name ?? string.Empty) is { } version && reference.Version > version)
            {
                throw new PluginRefusedException(
                    HostFindings.NewerContract, $"it references {reference.Name} {reference.Version}; this host has {version}.");
            }
        }
    }

    /// <summary>AL0305: follows the references through the plugin's private dependencies and names all that nobody has.</summary>
    public static void CheckDependencies(PluginFolder folder, AssemblyFacts assembly)
    {
        SortedSet<string> missing = new(StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        Queue<AssemblyName> open = new(assembly.References);
        while (open.TryDequeue(out AssemblyName? reference))
        {
            if (!seen.Add($"{reference.Name}, {reference.Version}") || ContractAssemblies.IsShared(reference.Name ?? string.Empty))
            {
                continue;
            }

            if (folder.Resolve(reference) is not { } path)
            {
                if (!HostHas(reference))
                {
                    missing.Add($"{reference.Name} {reference.Version}");
                }

                continue;
            }

            try
            {
                AssemblyFacts dependency = AssemblyFacts.Read(path);
                if (dependency.Name.Version < reference.Version)
                {
                    missing.Add($"{reference.Name} {reference.Version} (the folder holds {dependency.Name.Version})");
                }

                foreach (AssemblyName next in dependency.References)
                {
                    open.Enqueue(next);
                }
            }
            catch (BadImageFormatException exception)
            {
                missing.Add($"{reference.Name} {reference.Version} ({exception.Message.TrimEnd('.')})");
            }
        }

        if (missing.Count > 0)
        {
            throw new PluginRefusedException(
                HostFindings.MissingDependencies, $"{string.Join(", ", missing)}; expected in the plugin's folder or in the host.");
        }
    }

    /// <summary>The names of the contract's assemblies that the plugin's folder holds copies of.</summary>
    public static string[] FindCopies(PluginFolder folder, string assembly) =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(assembly) ?? folder.Root, "*.dll", new EnumerationOptions())
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Where(ContractAssemblies.IsShared)
            .Order(StringComparer.Ordinal),
    ];

    private static bool CanRun(string framework, Version runtime)
    {
        string[] parts = framework.Split(',');
        const string VersionKey = "Version=v";
        return parts is [{ } identifier, { } versionPart]
            && versionPart.Trim() is { } text && text.StartsWith(VersionKey, StringComparison.Ordinal)
            && Version.TryParse(text.AsSpan(VersionKey.Length), out Version? version)
            && (identifier == ".NETStandard" || (identifier == ".NETCoreApp" && version <= runtime));
    }

    private static bool HostHas(AssemblyName reference)
    {
        try
        {
            // Binding an assembly runs nothing of it, and knows versions and single-file hosts better than a list of files would.
            return AssemblyLoadContext.Default.LoadFromAssemblyName(reference) is not null;
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException or ArgumentException)
        {
            return false;
        }
    }
}
