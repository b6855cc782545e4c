using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>The one adapter that takes a model folder.</summary>
internal sealed record AdapterChoice(string Family, string Plugin, ModelAdapter Adapter)
{
    /// <exception cref="LensInputException">No adapter takes the folder, or several do.</exception>
    public static AdapterChoice For(ModelFolder folder, ImmutableArray<PluginPart<ModelAdapter>> adapters)
    {
        List<AdapterChoice> takers = [];
        List<string> reasons = [];
        foreach (PluginPart<ModelAdapter> part in adapters)
        {
            string family = part.Prototype.Family;
            (ModelAdapter? adapter, string? reason) = Ask(part, folder);
            if (adapter is not null)
            {
                takers.Add(new AdapterChoice(family, part.Plugin.Name, adapter));
            }
            else
            {
                reasons.Add($"{family}: {reason}");
            }
        }

        return takers switch
        {
            [{ } taker] => taker,
            [] when reasons.Count == 0 => throw new LensInputException(
                $"No plugin with a model adapter is loaded, so '{folder.Name}' cannot be; add a plugin folder that holds one."),
            [] => throw new LensInputException($"No adapter takes '{folder.Name}'. {string.Join(" ", reasons)}"),
            _ => throw new LensInputException(
                $"Several adapters take '{folder.Name}': {string.Join(", ", takers.Select(taker => $"{taker.Family} of plugin '{taker.Plugin}'"))}; "
                + "expected one, remove the plugins that should not."),
        };
    }

    private static (ModelAdapter? Adapter, string? Reason) Ask(PluginPart<ModelAdapter> part, ModelFolder folder)
    {
        try
        {
            ModelAdapter adapter = part.Create();
            return adapter.Match(folder) switch
            {
                { IsMatch: true } => (adapter, null),
                { Reason: { } reason } => (null, OneLine.Of(reason)),
                _ => (null, "it says no and gives no reason."),
            };
        }
        catch (Exception exception)
        {
            // An adapter that fails to answer is no reason to keep the folder from one that can.
            return (null, $"it failed to answer ({OneLine.Of(exception)}).");
        }
    }
}
