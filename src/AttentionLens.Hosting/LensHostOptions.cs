using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>What a host is made of.</summary>
public sealed record LensHostOptions
{
    /// <summary>Where the plugins come from, in the order in which they are loaded. Where two claim the same id, the first has it.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<PluginSource> Plugins { get; init; } = [];
}
