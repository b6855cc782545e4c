namespace AttentionLens.Hosting;

/// <summary>Attribution by the methods of a host's plugins.</summary>
public static class LensHostAttribution
{
    /// <summary>A method by its name.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The name, for instance <c>integrated-gradients</c>.</param>
    /// <exception cref="LensInputException">No plugin offers it; the nearest is named.</exception>
    public static AttributionMethod AttributionMethodNamed(this LensHost host, string name)
    {
        PluginPart<AttributionMethod>? part = host.AttributionMethods.FirstOrDefault(candidate => candidate.Prototype.Descriptor.Name == name);
        string[] known = [.. host.AttributionMethods.Select(candidate => candidate.Prototype.Descriptor.Name)];
        return part?.Create() ?? throw new LensInputException(known.Length == 0
            ? $"Attribution method '{name}' is not known: no plugin that offers methods is loaded."
            : $"Attribution method '{name}' is not known; nearest: {string.Join(", ", Nearest.To(name, known, 3))}.");
    }
}
