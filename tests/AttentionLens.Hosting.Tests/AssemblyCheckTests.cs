using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace AttentionLens.Hosting.Tests;

public sealed class AssemblyCheckTests : IDisposable
{
    private readonly PluginWorkshop _workshop = new();

    public void Dispose() => _workshop.Dispose();

    [Fact]
    public void Load_FileIsText_IsNoAssembly()
    {
        _workshop.Add("bad", "not an assembly"u8.ToArray());

        _workshop.AssertRefused("AL0302", "bad");
    }

    [Fact]
    public void Load_FileIsEmpty_IsNoAssembly()
    {
        _workshop.Add("bad", Array.Empty<byte>());

        _workshop.AssertRefused("AL0302", "bad");
    }

    [Fact]
    public void Load_ImageWithoutMetadata_IsNoAssembly()
    {
        BlobBuilder image = new();
        new NativeImage().Serialize(image);
        _workshop.Add("bad", image.ToArray());

        Assert.Contains("without .NET metadata", _workshop.AssertRefused("AL0302", "bad").Message);
    }

    [Fact]
    public void Load_ModuleWithoutAssembly_IsNoAssembly()
    {
        _workshop.Add("bad", PluginWorkshop.Compile("Test.bad", "public class Alone { }", kind: OutputKind.NetModule));

        _workshop.AssertRefused("AL0302", "bad");
    }

    [Fact]
    public void Load_DamagedAssemblies_AreReportedAndNeverThrow()
    {
        byte[] sound = PluginWorkshop.Compile("Test.bad", PluginText.Analyzer("Bad", "bad.first", "BD0001"));
        Random random = new(11);
        HashSet<string> ids = [];
        for (int trial = 0; trial < 300; trial++)
        {
            byte[] damaged = trial % 3 == 0 ? sound[..random.Next(1, sound.Length)] : [.. sound];
            for (int flip = 0; flip < 8; flip++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            // The contract of the manifest stops the plugin after its metadata were read, so that no damaged code ever runs.
            _workshop.Add("bad", damaged);
            _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad", contract: "99.0"));
            LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(_workshop.Folder("bad"))] });
            PluginFailure failure = Assert.Single(host.Failures);
            _workshop.AssertOneLine(failure.Finding);
            ids.Add(failure.Finding.Descriptor.Id);
        }

        Assert.Subset(new HashSet<string> { "AL0302", "AL0303", "AL0304" }, ids);
        Assert.Contains("AL0302", ids);
    }

    [Theory]
    [InlineData(".NETCoreApp,Version=v99.0")]
    [InlineData(".NETFramework,Version=v4.8")]
    [InlineData(".NETCoreApp,Version=vNext")]
    [InlineData("")]
    public void Load_OtherRuntime_IsReported(string framework)
    {
        _workshop.Add(
            "bad",
            PluginText.Analyzer("Bad", "bad.first", "BD0001")
                .Replace("[assembly: L", $"[assembly: System.Runtime.Versioning.TargetFramework(\"{framework}\")] [assembly: L"));

        Assert.Contains($"built for {framework};", _workshop.AssertRefused("AL0303", "bad").Message);
    }

    [Fact]
    public void Load_ReferencesANewerRuntime_IsReported()
    {
        _workshop.Add("bad", Referencing("System.Runtime", new Version(99, 0, 0, 0)));

        Assert.Contains("System.Runtime 99.0.0.0", _workshop.AssertRefused("AL0303", "bad").Message);
    }

    [Fact]
    public void Load_ManifestNamesANewerContract_IsReported()
    {
        _workshop.Add("bad", PluginText.Analyzer("Bad", "bad.first", "BD0001"));
        _workshop.WriteManifest("bad", """{"name":"bad","version":"1.0","assembly":"Test.bad.dll","contract":"0.2","later":true}""");

        Assert.Contains("says 0.2; this host has 0.1", _workshop.AssertRefused("AL0304", "bad").Message);
    }

    [Fact]
    public void Load_ReferencesANewerContract_IsReported()
    {
        _workshop.Add("bad", Referencing("AttentionLens.Abstractions", new Version(0, 2, 0, 0)));

        Assert.Contains("AttentionLens.Abstractions 0.2.0.0", _workshop.AssertRefused("AL0304", "bad").Message);
    }

    [Fact]
    public void Load_SeveralCauses_TheFirstWins()
    {
        _workshop.Add("bad", Referencing("System.Runtime", new Version(99, 0, 0, 0)));
        _workshop.WriteManifest("bad", PluginWorkshop.Manifest("bad", contract: "99.0"));

        _workshop.AssertRefused("AL0303", "bad");
    }

    private static byte[] Referencing(string name, Version version)
    {
        MetadataBuilder metadata = new();
        metadata.AddModule(0, metadata.GetOrAddString("Test.bad.dll"), metadata.GetOrAddGuid(new Guid(1, 2, 3, new byte[8])), default, default);
        metadata.AddAssembly(metadata.GetOrAddString("Test.bad"), new Version(1, 0, 0, 0), default, default, 0, AssemblyHashAlgorithm.None);
        metadata.AddAssemblyReference(metadata.GetOrAddString(name), version, default, default, 0, default);
        metadata.AddTypeDefinition(
            default, default, metadata.GetOrAddString("<Module>"), default, MetadataTokens.FieldDefinitionHandle(1), MetadataTokens.MethodDefinitionHandle(1));
        BlobBuilder image = new();
        new ManagedPEBuilder(PEHeaderBuilder.CreateLibraryHeader(), new MetadataRootBuilder(metadata), new BlobBuilder()).Serialize(image);
        return image.ToArray();
    }

    private sealed class NativeImage() : PEBuilder(PEHeaderBuilder.CreateLibraryHeader(), deterministicIdProvider: null)
    {
        protected override System.Collections.Immutable.ImmutableArray<Section> CreateSections() =>
            [new(".text", SectionCharacteristics.ContainsCode | SectionCharacteristics.MemRead)];

        protected override BlobBuilder SerializeSection(string name, SectionLocation location)
        {
            BlobBuilder section = new();
            section.WriteBytes(0x90, 16);
            return section;
        }

        protected override PEDirectoriesBuilder GetDirectories() => new();
    }
}
