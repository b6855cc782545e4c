namespace AttentionLens;

/// <summary>The entry of a plugin. An assembly names its own with <see cref="LensPluginAttribute"/>.</summary>
public abstract class LensPlugin
{
    /// <summary>Adds what the plugin offers.</summary>
    /// <param name="builder">Takes the additions.</param>
    public abstract void Configure(LensPluginBuilder builder);
}
