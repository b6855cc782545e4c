using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AttentionLens.Hosting.Tests;

/// <summary>A folder of plugins that a test compiles. Beside whatever the test adds stands a good plugin, <c>good</c>.</summary>
internal sealed class PluginWorkshop : IDisposable
{
    private static readonly ImmutableArray<MetadataReference> Platform =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lens-plugins-");

    public PluginWorkshop() => Add("good", PluginText.Analyzer("Good", "good.first", "GD0001"));

    /// <summary>The folder that holds the plugins.</summary>
    public string Root => Directory.CreateDirectory(Path.Combine(_root.FullName, "plugins")).FullName;

    /// <summary>A place beside the folder of plugins.</summary>
    public string Outside => Directory.CreateDirectory(Path.Combine(_root.FullName, "outside")).FullName;

    public static byte[] Compile(
        string name, string source, string version = "1.0.0.0", OutputKind kind = OutputKind.DynamicallyLinkedLibrary, params byte[][] references)
    {
        // A reference that a test compiles stands in for the platform's of the same name.
        PortableExecutableReference[] own = [.. references.Select(image => MetadataReference.CreateFromImage(image))];
        HashSet<string> replaced = [.. own.Select(NameOf)];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [
                CSharpSyntaxTree.ParseText(source),
                CSharpSyntaxTree.ParseText(kind == OutputKind.NetModule ? "" : $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]"),
            ],
            [.. Platform.Where(reference => !replaced.Contains(Path.GetFileNameWithoutExtension(reference.Display!))), .. own],
            new CSharpCompilationOptions(kind, allowUnsafe: true));
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return image.ToArray();
    }

    public string Folder(string folder) => Directory.CreateDirectory(Path.Combine(Root, folder)).FullName;

    public void Add(string folder, string source, params byte[][] references) => Add(folder, Compile(NameFor(folder), source, references: references));

    public void Add(string folder, byte[] assembly)
    {
        File.WriteAllBytes(Path.Combine(Folder(folder), NameFor(folder) + ".dll"), assembly);
        WriteManifest(folder, Manifest(folder));
    }

    public void Put(string folder, string file, byte[] bytes) => File.WriteAllBytes(Path.Combine(Folder(folder), file), bytes);

    public void WriteManifest(string folder, string text) => Put(folder, "lens-plugin.json", Encoding.UTF8.GetBytes(text));

    public static string Manifest(string folder, string contract = "0.1", string? assembly = null) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"name":"{{folder}}","version":"1.2.3","assembly":"{{assembly ?? NameFor(folder) + ".dll"}}","contract":"{{contract}}"}""");

    public LensHost Load() => LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Root)] });

    /// <summary>Loads all and asserts that one plugin is reported once, in one line without a path, and that the good one works.</summary>
    public Finding AssertRefused(string id, string folder)
    {
        LensHost host = Load();
        PluginFailure failure = Assert.Single(host.Failures);
        Assert.Equal(id, failure.Finding.Descriptor.Id);
        Assert.Equal(folder, failure.Plugin);
        Assert.False(failure.IsLoaded);
        AssertOneLine(failure.Finding);
        AssertGoodWorks(host);
        return failure.Finding;
    }

    public void AssertOneLine(Finding finding)
    {
        Assert.DoesNotContain(finding.Message, char.IsControl);
        Assert.DoesNotContain("   at ", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_root.FullName, finding.Message, StringComparison.Ordinal);
        Assert.InRange(finding.Message.Length, 10, 600);
    }

    public static void AssertGoodWorks(LensHost host)
    {
        LoadedPlugin good = Assert.Single(host.Plugins, plugin => plugin.Record.Name == "good");
        Assert.Equal("1.2.3", good.Record.Version);
        Assert.Equal("good.first", Assert.Single(host.Analyzers, part => part.Plugin.Name == "good").Create().Name);
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static string NameFor(string folder) => "Test." + folder;

    private static string NameOf(PortableExecutableReference reference) => ((AssemblyMetadata)reference.GetMetadata()).GetModules()[0].Name[..^4];
}
