namespace AttentionLens.Hosting;

/// <summary>What came of loading one plugin: its parts, or the reason why there are none.</summary>
/// <param name="Label">The name of its folder, or of the plugin where it was added in code.</param>
internal sealed record PluginCandidate(string Label)
{
    public string? Folder { get; init; }

    public PluginParts? Parts { get; init; }

    public Finding? Refusal { get; init; }

    public Finding? Note { get; init; }
}
