using System.Reflection;
using AttentionLens.Heads;
using AttentionLens.Maps;

namespace AttentionLens.Analyses.Tests;

public class PluginTests
{
    [Theory]
    [InlineData(typeof(HeadsPlugin), "heads.alignment", "heads.map", "heads.measures", "weights.composition", "weights.spectra")]
    [InlineData(
        typeof(MapsPlugin), "maps.cross-layer", "maps.flow", "maps.head-view", "maps.heads", "maps.layers", "maps.layers-film", "maps.neurons", "maps.overview", "maps.patches", "maps.tokens",
        "maps.written-film")]
    public void Configure_Plugin_AddsItsAnalyzers(Type plugin, params string[] names)
    {
        Assert.Equal(plugin, plugin.Assembly.GetCustomAttribute<LensPluginAttribute>()?.EntryType);
        Builder builder = new();

        ((LensPlugin)Activator.CreateInstance(plugin)!).Configure(builder);

        Assert.Equal(names, builder.Analyzers.Select(analyzer => analyzer.Name).Order(StringComparer.Ordinal));
        Assert.All(builder.Analyzers, analyzer => Assert.NotEmpty(analyzer.Summary));
    }

    private sealed class Builder : LensPluginBuilder
    {
        public List<LensAnalyzer> Analyzers { get; } = [];

        public override void AddAnalyzer<T>() => Analyzers.Add(new T());

        public override void AddModelAdapter<T>() => Assert.Fail("No adapter is expected.");

        public override void AddRenderer<T>() => Assert.Fail("No renderer is expected.");

        public override void AddReportRenderer<T>() => Assert.Fail("No report renderer is expected.");

        public override void AddRasterizer<T>() => Assert.Fail("No rasterizer is expected.");

        public override void AddAttribution<T>() => Assert.Fail("No attribution method is expected.");

        public override void AddImportance<T>() => Assert.Fail("No method of importance is expected.");

        public override void AddInterventions<T>() => Assert.Fail("No interventions are expected.");

        public override void AddPropagationRules<T>() => Assert.Fail("No rule set is expected.");

        public override void AddTrainingRecipe<T>() => Assert.Fail("No training recipe is expected.");
    }
}
