namespace AttentionLens.Hosting;

/// <summary>A plugin that is in use.</summary>
/// <param name="Record">Its name and version, as reports write them.</param>
/// <param name="Folder">Its folder, or null where it was added in code.</param>
public sealed record LoadedPlugin(PluginRecord Record, string? Folder);
