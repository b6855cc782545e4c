using Microsoft.Extensions.DependencyInjection;

namespace AttentionLens.Hosting;

/// <summary>Adds plugins to the <see cref="LensHost"/> of a service collection.</summary>
public sealed class LensHostBuilder
{
    internal LensHostBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a plugin known when the program was compiled.</summary>
    /// <typeparam name="T">The plugin's entry.</typeparam>
    public LensHostBuilder AddPlugin<T>()
        where T : LensPlugin, new() => Add(PluginSource.Of<T>());

    /// <summary>Adds the plugins in a folder. A folder that does not exist is an error when the host is created.</summary>
    /// <param name="path">The folder; where it is relative, it is so to the current directory.</param>
    public LensHostBuilder AddPluginFolder(string path) => Add(PluginSource.Folder(path));

    private LensHostBuilder Add(PluginSource source)
    {
        Services.AddSingleton(source);
        return this;
    }
}
