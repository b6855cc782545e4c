using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AttentionLens.Hosting;

/// <summary>Adds AttentionLens to a service collection.</summary>
public static class LensHostServices
{
    /// <summary>Adds a <see cref="LensHost"/> that is created, and its plugins loaded, when it is first asked for. Called again, it adds
    /// plugins to the same host.</summary>
    /// <param name="services">The services.</param>
    /// <returns>Takes the plugins; they are loaded in the order in which they are added.</returns>
    public static LensHostBuilder AddAttentionLens(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => LensHost.Create(new LensHostOptions { Plugins = [.. provider.GetServices<PluginSource>()] }));
        return new LensHostBuilder(services);
    }
}
