using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Gathers the plugins of a host, first come, first served where two claim the same id.</summary>
internal sealed class PluginSet
{
    private readonly Dictionary<string, string> _owners = new(StringComparer.OrdinalIgnoreCase);

    public List<PluginParts> Parts { get; } = [];

    public ImmutableArray<LoadedPlugin>.Builder Loaded { get; } = ImmutableArray.CreateBuilder<LoadedPlugin>();

    public ImmutableArray<PluginFailure>.Builder Failures { get; } = ImmutableArray.CreateBuilder<PluginFailure>();

    public void Add(PluginCandidate candidate)
    {
        if (candidate.Parts is not { } parts)
        {
            Fail(candidate.Label, candidate.Refusal);
            return;
        }

        if (parts.Ids.Claims.FirstOrDefault(_owners.ContainsKey) is { } taken)
        {
            Fail(candidate.Label, PluginIds.Refuse($"{taken} is taken by plugin '{_owners[taken]}'.").ToFinding(candidate.Label));
            return;
        }

        foreach (string claim in parts.Ids.Claims)
        {
            _owners.Add(claim, candidate.Label);
        }

        Parts.Add(parts);
        Loaded.Add(new LoadedPlugin(parts.Plugin, candidate.Folder));
        if (candidate.Note is { } note)
        {
            Failures.Add(new PluginFailure(candidate.Label, note, IsLoaded: true));
        }
    }

    public ImmutableArray<PluginPart<T>> All<T>(Func<PluginParts, IEnumerable<PluginPart<T>>> kind)
        where T : class => [.. Parts.SelectMany(kind)];

    private void Fail(string label, Finding? refusal)
    {
        if (refusal is not null)
        {
            Failures.Add(new PluginFailure(label, refusal, IsLoaded: false));
        }
    }
}
