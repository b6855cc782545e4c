namespace AttentionLens.Hosting;

/// <summary>Something that a plugin offers: an analyzer, an adapter, a rule set, a renderer, a rasterizer or a recipe.</summary>
/// <typeparam name="T">The contract that the part fulfils.</typeparam>
public sealed class PluginPart<T>
    where T : class
{
    private readonly Func<T> _create;

    internal PluginPart(PluginRecord plugin, T prototype, Func<T> create)
    {
        Plugin = plugin;
        Prototype = prototype;
        _create = create;
    }

    /// <summary>The plugin that it comes from.</summary>
    public PluginRecord Plugin { get; }

    /// <summary>The instance whose name and ids were read when the plugin was loaded: for lists, never for a run.</summary>
    public T Prototype { get; }

    /// <summary>Makes an instance for one run. What the part's constructor throws comes out unchanged.</summary>
    public T Create() => _create();
}
