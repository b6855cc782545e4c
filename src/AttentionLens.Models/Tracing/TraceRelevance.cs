namespace AttentionLens.Models;

/// <summary>A rule set and hook points at which its signal is stored, as <c>relevance/RULES/NAME</c>.</summary>
/// <param name="Rules">The rule set.</param>
/// <param name="Hooks">The hook points.</param>
public sealed record TraceRelevance(PropagationRules Rules, HookSelector Hooks);
