using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Plugins, loaded, and all that they offer.
/// <para>Isolation is for versions, never for security: each plugin folder has a load context of its own, so that plugins may need different
/// versions of one assembly, but a plugin is code that can do all that the process can. Load what you would run.</para>
/// <para>Plugins are loaded once and live until the process ends. One that cannot be loaded is in <see cref="Failures"/>; the others
/// go on. The host does not change after it was created and may be used from many threads.</para></summary>
public sealed class LensHost
{
    private LensHost(PluginSet plugins)
    {
        Plugins = plugins.Loaded.ToImmutable();
        Failures = plugins.Failures.ToImmutable();
        Analyzers = plugins.All(parts => parts.Analyzers);
        ModelAdapters = plugins.All(parts => parts.ModelAdapters);
        AttributionMethods = plugins.All(parts => parts.AttributionMethods);
        ImportanceMethods = plugins.All(parts => parts.ImportanceMethods);
        InterventionProviders = plugins.All(parts => parts.InterventionProviders);
        Renderers = plugins.All(parts => parts.Renderers);
        ReportRenderers = plugins.All(parts => parts.ReportRenderers);
        Rasterizers = plugins.All(parts => parts.Rasterizers);
        PropagationRules = plugins.All(parts => parts.PropagationRules);
        TrainingRecipes = plugins.All(parts => parts.TrainingRecipes);
    }

    /// <summary>The plugins in use, in the order in which they were loaded.</summary>
    public ImmutableArray<LoadedPlugin> Plugins { get; }

    /// <summary>The plugins that could not be loaded, and notes on some that were, in the order in which they were met.</summary>
    public ImmutableArray<PluginFailure> Failures { get; }

    /// <summary>The analyzers.</summary>
    public ImmutableArray<PluginPart<LensAnalyzer>> Analyzers { get; }

    /// <summary>The model adapters.</summary>
    public ImmutableArray<PluginPart<ModelAdapter>> ModelAdapters { get; }

    /// <summary>The attribution methods.</summary>
    public ImmutableArray<PluginPart<AttributionMethod>> AttributionMethods { get; }

    /// <summary>The methods of importance.</summary>
    public ImmutableArray<PluginPart<ImportanceMethod>> ImportanceMethods { get; }

    /// <summary>What proposes changes that answer findings.</summary>
    public ImmutableArray<PluginPart<InterventionProvider>> InterventionProviders { get; }

    /// <summary>The renderers of artefacts.</summary>
    public ImmutableArray<PluginPart<ArtefactRenderer>> Renderers { get; }

    /// <summary>The renderers of whole reports.</summary>
    public ImmutableArray<PluginPart<ReportRenderer>> ReportRenderers { get; }

    /// <summary>The rasterizers.</summary>
    public ImmutableArray<PluginPart<Rasterizer>> Rasterizers { get; }

    /// <summary>The rule sets of backward passes.</summary>
    public ImmutableArray<PluginPart<PropagationRules>> PropagationRules { get; }

    /// <summary>The training recipes.</summary>
    public ImmutableArray<PluginPart<TrainingRecipe>> TrainingRecipes { get; }

    /// <summary>Creates a host and loads its plugins.</summary>
    /// <param name="options">Where the plugins come from.</param>
    /// <exception cref="LensInputException">A plugin folder is not there or cannot be listed.</exception>
    public static LensHost Create(LensHostOptions options)
    {
        PluginSet plugins = new();
        foreach (PluginCandidate candidate in options.Plugins.SelectMany(source => source.Load()))
        {
            plugins.Add(candidate);
        }

        return new LensHost(plugins);
    }

    /// <summary>A rule set, by its name.</summary>
    /// <param name="name">The name, for instance <c>attnlrp</c>.</param>
    /// <exception cref="LensInputException">No plugin offers it; the message gives the nearest names.</exception>
    public PropagationRules RulesNamed(string name)
    {
        PluginPart<PropagationRules>? found = PropagationRules.FirstOrDefault(part => part.Prototype.Name == name);
        string[] known = [.. PropagationRules.Select(part => part.Prototype.Name)];
        return found?.Create() ?? throw new LensInputException(known.Length == 0
            ? $"Rule set '{OneLine.Of(name)}' is not known: no plugin with rule sets is loaded; add a plugin folder that has some."
            : $"Rule set '{OneLine.Of(name)}' is not known; nearest: {string.Join(", ", Nearest.To(name, known, 3))}.");
    }

    /// <summary>Loads a model with the one adapter that recognises its folder.</summary>
    /// <param name="folder">The model's folder.</param>
    /// <param name="options">How to load, or null for the defaults.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellationToken">Cancels between tensors.</param>
    /// <exception cref="LensInputException">No adapter recognises the folder (the message gives each one's reason), several do, or the model's
    /// files cannot be used.</exception>
    /// <exception cref="LensException">The adapter failed for a reason that is its own.</exception>
    /// <exception cref="OperationCanceledException">The loading was cancelled.</exception>
    public async ValueTask<LensModel> LoadModelAsync(
        ModelFolder folder,
        ModelLoadOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        AdapterChoice choice = AdapterChoice.For(folder, ModelAdapters);
        try
        {
            return await choice.Adapter.LoadAsync(folder, options ?? new ModelLoadOptions(), progress, cancellationToken)
                ?? throw new LensException($"The {choice.Family} adapter of plugin '{choice.Plugin}' gave no model for '{folder.Name}'.");
        }
        catch (Exception exception) when (exception is not (LensException or OperationCanceledException))
        {
            throw new LensException(
                $"The {choice.Family} adapter of plugin '{choice.Plugin}' failed on '{folder.Name}': {OneLine.Of(exception)}", exception);
        }
    }
}
