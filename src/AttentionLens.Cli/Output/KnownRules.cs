using AttentionLens.Engine;
using AttentionLens.Hosting;

namespace AttentionLens.Cli;

/// <summary>Every rule of a host, in id order.</summary>
internal static class KnownRules
{
    private const string HostOrigin = "AttentionLens";

    public static IReadOnlyList<KnownRule> Of(LensHost host) =>
    [
        .. EngineFindings.All.Concat(ImportanceRules.All).Concat(HostFindings.All).Select(rule => new KnownRule(rule, HostOrigin))
            .Concat(host.Analyzers.SelectMany(part => part.Prototype.SupportedFindings.Select(rule => new KnownRule(rule, part.Plugin.Name))))
            .DistinctBy(rule => rule.Descriptor.Id, StringComparer.Ordinal)
            .OrderBy(rule => rule.Descriptor.Id, StringComparer.Ordinal),
    ];

    public static KnownRule Find(LensHost host, string id)
    {
        IReadOnlyList<KnownRule> rules = Of(host);
        return rules.FirstOrDefault(rule => rule.Descriptor.Id == id)
            ?? throw new LensInputException(
                $"Rule '{id}' is not known; nearest: {string.Join(", ", Nearest.To(id, rules.Select(rule => rule.Descriptor.Id), 3))}.");
    }
}
