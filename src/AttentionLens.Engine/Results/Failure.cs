namespace AttentionLens.Engine;

/// <summary>What an analyzer threw, of one type: the first of them stands for all.</summary>
internal sealed record Failure(FindingDescriptor Rule, string Type, string Message, SiteAddress Address, long Count);
