using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>What a plugin offers, in words.</summary>
internal static class PluginOffers
{
    public static IEnumerable<string> Of(LensHost host, PluginRecord plugin) =>
    [
        .. host.ModelAdapters.Where(part => part.Plugin == plugin).Select(part => $"adapter {part.Prototype.Family}"),
        .. host.Analyzers.Where(part => part.Plugin == plugin).Select(part => $"analyzer {part.Prototype.Name}"),
        .. host.AttributionMethods.Where(part => part.Plugin == plugin).Select(part => $"attribution {part.Prototype.Descriptor.Name}"),
        .. host.ImportanceMethods.Where(part => part.Plugin == plugin).Select(part => $"importance {part.Prototype.Descriptor.Name}"),
        .. host.InterventionProviders.Where(part => part.Plugin == plugin).Select(part => $"interventions {part.Prototype.Name}"),
        .. host.PropagationRules.Where(part => part.Plugin == plugin).Select(part => $"rule set {part.Prototype.Name}"),
        .. host.Renderers.Where(part => part.Plugin == plugin).Select(part => $"renderer {part.Prototype.Format}"),
        .. host.ReportRenderers.Where(part => part.Plugin == plugin).Select(part => $"report {part.Prototype.Format}"),
        .. host.Rasterizers.Where(part => part.Plugin == plugin).Select(part => $"rasterizer {part.Prototype.Name}"),
        .. host.TrainingRecipes.Where(part => part.Plugin == plugin).Select(part => $"recipe {part.Prototype.Name}"),
    ];
}
