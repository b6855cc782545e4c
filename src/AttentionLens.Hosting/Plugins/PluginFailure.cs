namespace AttentionLens.Hosting;

/// <summary>What is wrong with a plugin.</summary>
/// <param name="Plugin">The name of the plugin's folder, or of the plugin where it was added in code; never a path.</param>
/// <param name="Finding">One of <see cref="HostFindings"/>, with a message of one line.</param>
/// <param name="IsLoaded">Whether the plugin is in use all the same: true for a note, false for a failure.</param>
public sealed record PluginFailure(string Plugin, Finding Finding, bool IsLoaded);
