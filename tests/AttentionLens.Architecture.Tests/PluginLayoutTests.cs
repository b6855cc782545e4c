using AttentionLens.Hosting;

namespace AttentionLens.Architecture.Tests;

public sealed class PluginLayoutTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "plugins");

    [Fact]
    public void Layout_EveryPlugin_HasManifestAndAssemblyAndNothingOfTheHosts() =>
        Assert.All(
            BuiltAssembly.Plugins,
            plugin =>
            {
                HashSet<string> files = [.. Directory.EnumerateFiles(Path.Combine(Folder, plugin.Name)).Select(file => Path.GetFileName(file))];
                Assert.Superset(new HashSet<string> { $"{plugin.Name}.deps.json", $"{plugin.Name}.dll", "lens-plugin.json" }, files);
                Assert.DoesNotContain(files, file => BuiltAssembly.SourceNames.Contains(Path.GetFileNameWithoutExtension(file)));
            });

    [Fact]
    public void Layout_EveryPlugin_PassesTheHostsChecks()
    {
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Folder(Folder)] });

        // A project without an entry is one that is not written yet; everything else about its folder is the build's work.
        Offences.None(host.Failures.Where(failure => failure.Finding.Descriptor != HostFindings.NoEntryPoint).Select(failure => failure.Finding.Message));
        Assert.Equal(BuiltAssembly.Plugins.Count(), host.Plugins.Length + host.Failures.Length);
    }
}
