using Microsoft.Extensions.DependencyInjection;

namespace AttentionLens.Hosting.Tests;

public sealed class LensHostTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lens-model-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AddAttentionLens_PluginsAndFolders_AreLoadedIntoOneHost()
    {
        using PluginWorkshop workshop = new();
        ServiceCollection services = new();
        services.AddAttentionLens().AddPlugin<TakesAll>().AddPluginFolder(workshop.Root);
        services.AddAttentionLens().AddPlugin<TakesNone>();
        using ServiceProvider provider = services.BuildServiceProvider();

        LensHost host = provider.GetRequiredService<LensHost>();

        Assert.Same(host, provider.GetRequiredService<LensHost>());
        Assert.Equal(
            [typeof(TakesAll).FullName!, "good", typeof(TakesNone).FullName!], host.Plugins.Select(plugin => plugin.Record.Name));
        Assert.Empty(host.Failures);
    }

    [Fact]
    public void Create_PluginAddedInCodeThrows_IsReportedLikeAStrangers()
    {
        LensHost host = HostOf(PluginSource.Of<Throws>(), PluginSource.Of<TakesAll>());

        Assert.Equal("AL0307", Assert.Single(host.Failures).Finding.Descriptor.Id);
        Assert.Single(host.Plugins);
    }

    [Fact]
    public void Create_SamePluginTwice_IsReported()
    {
        LensHost host = HostOf(PluginSource.Of<TakesAll>(), PluginSource.Of<TakesAll>());

        Assert.Equal("AL0308", Assert.Single(host.Failures).Finding.Descriptor.Id);
    }

    [Fact]
    public void RulesNamed_RuleSetOfAPlugin_IsMadeAnew()
    {
        LensHost host = HostOf(PluginSource.Of<OffersRules>());

        PropagationRules rules = host.RulesNamed("mine");

        Assert.IsType<OffersRules.Rules>(rules);
        Assert.NotSame(rules, host.RulesNamed("mine"));
    }

    [Fact]
    public void RulesNamed_UnknownName_GivesTheNearest()
    {
        LensInputException unknown = Assert.Throws<LensInputException>(() => HostOf(PluginSource.Of<OffersRules>()).RulesNamed("mime\n"));
        LensInputException none = Assert.Throws<LensInputException>(() => HostOf().RulesNamed("mine"));

        Assert.EndsWith("nearest: mine.", unknown.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', unknown.Message);
        Assert.Contains("no plugin with rule sets", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadModelAsync_OneAdapterTakesTheFolder_LoadsTheModel()
    {
        LensHost host = HostOf(PluginSource.Of<TakesNone>(), PluginSource.Of<FailsToAnswer>(), PluginSource.Of<TakesAll>());

        await using LensModel model = await host.LoadModelAsync(Folder());

        Assert.Equal(_folder.Name, model.Card.Name);
    }

    [Fact]
    public async Task LoadModelAsync_NoAdapterTakesTheFolder_GivesEachReason()
    {
        LensHost host = HostOf(PluginSource.Of<TakesNone>(), PluginSource.Of<FailsToAnswer>());

        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(async () => await host.LoadModelAsync(Folder()));

        Assert.Equal(
            $"No adapter takes '{_folder.Name}'. none: model_type is 'tiny', expected 'none'. "
            + "mute: it failed to answer (FormatException: of two lines).",
            exception.Message);
    }

    [Fact]
    public async Task LoadModelAsync_SeveralAdaptersTakeTheFolder_NamesThem()
    {
        LensHost host = HostOf(PluginSource.Of<TakesAll>(), PluginSource.Of<FailsToLoad>());

        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(async () => await host.LoadModelAsync(Folder()));

        Assert.Contains("all of plugin", exception.Message);
        Assert.Contains("broken of plugin", exception.Message);
    }

    [Fact]
    public async Task LoadModelAsync_NoAdapters_SaysSo()
    {
        LensInputException exception = await Assert.ThrowsAsync<LensInputException>(async () => await HostOf().LoadModelAsync(Folder()));

        Assert.StartsWith("No plugin with a model adapter is loaded", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LoadModelAsync_AdapterFails_NamesAdapterAndPlugin()
    {
        LensException exception = await Assert.ThrowsAsync<LensException>(
            async () => await HostOf(PluginSource.Of<FailsToLoad>()).LoadModelAsync(Folder()));

        Assert.Contains("The broken adapter of plugin", exception.Message);
        Assert.Contains("KeyNotFoundException", exception.Message);
    }

    [Fact]
    public async Task LoadModelAsync_Cancelled_Throws()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await HostOf(PluginSource.Of<TakesAll>()).LoadModelAsync(Folder(), cancellationToken: new CancellationToken(true)));
    }

    private static LensHost HostOf(params PluginSource[] plugins) => LensHost.Create(new LensHostOptions { Plugins = [.. plugins] });

    private ModelFolder Folder()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "config.json"), """{"model_type":"tiny"}""");
        return ModelFolder.Open(_folder.FullName);
    }

    private sealed class OffersRules : LensPlugin
    {
        public override void Configure(LensPluginBuilder builder) => builder.AddPropagationRules<Rules>();

        public sealed class Rules : PropagationRules
        {
            public override string Name => "mine";

            public override PropagationRule? RuleFor(OperationInfo operation) => null;
        }
    }

    private sealed class TakesAll : OneAdapter<TakesAll.Adapter>
    {
        public sealed class Adapter() : StubAdapter("all", _ => ModelMatch.Yes, folder => new StubModel(folder.Name));
    }

    private sealed class TakesNone : OneAdapter<TakesNone.Adapter>
    {
        public sealed class Adapter() : StubAdapter(
            "none", folder => ModelMatch.No($"model_type is '{folder.ModelType}', expected 'none'."), folder => new StubModel(folder.Name));
    }

    private sealed class FailsToAnswer : OneAdapter<FailsToAnswer.Adapter>
    {
        public sealed class Adapter() : StubAdapter("mute", _ => throw new FormatException("of two\nlines"), folder => new StubModel(folder.Name));
    }

    private sealed class FailsToLoad : OneAdapter<FailsToLoad.Adapter>
    {
        public sealed class Adapter() : StubAdapter("broken", _ => ModelMatch.Yes, _ => throw new KeyNotFoundException());
    }

    private sealed class Throws : LensPlugin
    {
        public override void Configure(LensPluginBuilder builder) => throw new InvalidOperationException("no");
    }
}
