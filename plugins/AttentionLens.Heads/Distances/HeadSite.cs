namespace AttentionLens.Heads;

/// <summary>A hook point of patterns and the number of its heads.</summary>
internal readonly record struct HeadSite(HookName Name, int Heads);
