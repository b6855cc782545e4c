using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AttentionLens.Tests;

namespace AttentionLens.Architecture.Tests;

/// <summary>An assembly of the product as it was built: what it references and which members of others it names.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">The full path of its file.</param>
/// <param name="References">The assemblies that it references.</param>
/// <param name="Members">The members of others that it names.</param>
internal sealed record BuiltAssembly(string Name, string File, ImmutableArray<string> References, ImmutableArray<NamedMember> Members)
{
    private const string ToolProject = "AttentionLens.Cli";
    private const string ToolAssembly = "attentionlens";

    /// <summary>Everything in src/ that ships.</summary>
    public static IEnumerable<BuiltAssembly> Sources => SourceNames.Select(name => Read(Path.Combine(AppContext.BaseDirectory, name + ".dll")));

    /// <summary>The plugins, in the layout that the command line carries.</summary>
    public static IEnumerable<BuiltAssembly> Plugins =>
        ProjectNames("plugins").Select(name => Read(Path.Combine(AppContext.BaseDirectory, "plugins", name, name + ".dll")));

    /// <summary>The names of the assemblies in src/ that ship.</summary>
    public static IEnumerable<string> SourceNames =>
        ProjectNames("src").Where(name => name != "AttentionLens.Numerics.KernelGenerator").Select(name => name == ToolProject ? ToolAssembly : name);

    private static IEnumerable<string> ProjectNames(string folder) =>
        Directory.EnumerateDirectories(Path.Combine(ReferenceData.Checkout, folder))
            .Where(project => Directory.EnumerateFiles(project, "*.csproj").Any())
            .Select(project => Path.GetFileName(project))
            .Order(StringComparer.Ordinal);

    private static BuiltAssembly Read(string path)
    {
        using PEReader image = new(System.IO.File.OpenRead(path));
        MetadataReader metadata = image.GetMetadataReader();
        return new BuiltAssembly(
            metadata.GetString(metadata.GetAssemblyDefinition().Name),
            path,
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.MemberReferences.Select(handle => NamedMember.Read(metadata, metadata.GetMemberReference(handle))).OfType<NamedMember>()]);
    }
}
