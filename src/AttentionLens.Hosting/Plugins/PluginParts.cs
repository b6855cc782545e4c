using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Takes what one plugin offers, and makes one of each part to learn its name and ids.</summary>
internal sealed class PluginParts(PluginRecord plugin) : LensPluginBuilder
{
    private bool _isClosed;

    public PluginRecord Plugin { get; } = plugin;

    public List<PluginPart<LensAnalyzer>> Analyzers { get; } = [];

    public List<PluginPart<ModelAdapter>> ModelAdapters { get; } = [];

    public List<PluginPart<AttributionMethod>> AttributionMethods { get; } = [];

    public List<PluginPart<ImportanceMethod>> ImportanceMethods { get; } = [];

    public List<PluginPart<InterventionProvider>> InterventionProviders { get; } = [];

    public List<PluginPart<ArtefactRenderer>> Renderers { get; } = [];

    public List<PluginPart<ReportRenderer>> ReportRenderers { get; } = [];

    public List<PluginPart<Rasterizer>> Rasterizers { get; } = [];

    public List<PluginPart<PropagationRules>> PropagationRules { get; } = [];

    public List<PluginPart<TrainingRecipe>> TrainingRecipes { get; } = [];

    public PluginIds Ids { get; } = new(plugin);

    public override void AddAnalyzer<T>()
    {
        T part = Add<LensAnalyzer, T>(Analyzers);
        Ids.AddName("analyzer", part.Name);
        if (part.SupportedFindings.IsDefault)
        {
            throw new InvalidOperationException($"{typeof(T).FullName} returns an uninitialized array of supported findings.");
        }

        foreach (FindingDescriptor rule in part.SupportedFindings)
        {
            Ids.AddRule(rule ?? throw new InvalidOperationException($"{typeof(T).FullName} supports a finding that is null."));
        }

        DemandOptions(typeof(T), part.SupportedOptions);
    }

    public override void AddModelAdapter<T>() => Ids.AddName("adapter family", Add<ModelAdapter, T>(ModelAdapters).Family);

    public override void AddAttribution<T>()
    {
        T part = Add<AttributionMethod, T>(AttributionMethods);
        Ids.AddName("attribution", part.Descriptor.Name);
        DemandOptions(typeof(T), part.SupportedOptions);
    }

    public override void AddImportance<T>()
    {
        T part = Add<ImportanceMethod, T>(ImportanceMethods);
        Ids.AddName("importance", part.Descriptor.Name);
        DemandOptions(typeof(T), part.SupportedOptions);
    }

    public override void AddInterventions<T>()
    {
        T part = Add<InterventionProvider, T>(InterventionProviders);
        Ids.AddName("intervention provider", part.Name);
        if (part.FixableFindingIds.IsDefault || part.FixableFindingIds.Contains(null!))
        {
            throw new InvalidOperationException($"{typeof(T).FullName} returns an uninitialized array of finding ids, or one with null in it.");
        }
    }

    public override void AddPropagationRules<T>() => Ids.AddName("rule set", Add<PropagationRules, T>(PropagationRules).Name);

    public override void AddRenderer<T>() => CheckFormats(typeof(T), Add<ArtefactRenderer, T>(Renderers).Format);

    public override void AddReportRenderer<T>() => CheckFormats(typeof(T), Add<ReportRenderer, T>(ReportRenderers).Format);

    public override void AddRasterizer<T>()
    {
        T part = Add<Rasterizer, T>(Rasterizers);
        Ids.AddName("rasterizer", part.Name);
        CheckFormats(typeof(T), part.Formats.IsDefault ? [] : [.. part.Formats]);
    }

    public override void AddTrainingRecipe<T>() => Ids.AddName("recipe", Add<TrainingRecipe, T>(TrainingRecipes).Name);

    /// <summary>Ends the time for additions: what the host lists never changes behind its back.</summary>
    public void Close() => _isClosed = true;

    private T Add<TPart, T>(List<PluginPart<TPart>> list)
        where TPart : class
        where T : TPart, new()
    {
        if (_isClosed)
        {
            throw new InvalidOperationException("The plugin has been set up; parts are added in Configure alone.");
        }

        T part = new();
        list.Add(new PluginPart<TPart>(Plugin, part, static () => new T()));
        return part;
    }

    private static void DemandOptions(Type part, ImmutableArray<OptionDescriptor> options)
    {
        if (options.IsDefault || options.Contains(null!))
        {
            throw new InvalidOperationException($"{part.FullName} returns an uninitialized array of options, or one with null in it.");
        }
    }

    private static void CheckFormats(Type part, params string?[] formats)
    {
        // A format becomes a file extension.
        if (formats.Length == 0 || !formats.All(format => format is { Length: > 0 and <= 16 } && format.All(char.IsAsciiLetterOrDigit)))
        {
            throw new InvalidOperationException($"{part.FullName} names no format, or one that is not of letters and digits.");
        }
    }
}
