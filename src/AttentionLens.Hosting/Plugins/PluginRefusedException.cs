namespace AttentionLens.Hosting;

/// <summary>Ends the checks of one plugin at the first that fails.</summary>
internal sealed class PluginRefusedException(FindingDescriptor rule, string detail, Exception? cause = null)
    : LensException(detail, cause)
{
    public FindingDescriptor Rule { get; } = rule;

    public Finding ToFinding(string label) => PluginFailures.Describe(Rule, label, Message);
}
