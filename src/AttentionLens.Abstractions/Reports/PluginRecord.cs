namespace AttentionLens;

/// <summary>A plugin that took part in a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
public sealed record PluginRecord(string Name, string Version);
