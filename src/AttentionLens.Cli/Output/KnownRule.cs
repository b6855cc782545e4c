namespace AttentionLens.Cli;

/// <summary>A rule and where it comes from.</summary>
/// <param name="Descriptor">The rule.</param>
/// <param name="Origin">The host, or the plugin.</param>
internal sealed record KnownRule(FindingDescriptor Descriptor, string Origin);
