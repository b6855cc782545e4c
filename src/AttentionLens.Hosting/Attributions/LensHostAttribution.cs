using System.Collections.Immutable;
using AttentionLens.Engine;

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

    /// <summary>Methods by their names, each with its settings; a name that is given twice counts once.</summary>
    /// <param name="host">The host.</param>
    /// <param name="names">The names; <c>all</c> alone stands for every method but those whose <see cref="AttributionDescriptor.RequiredOption"/> is not given.</param>
    /// <param name="options">Settings as <c>METHOD.KEY</c> and value.</param>
    /// <exception cref="LensInputException">No plugin offers a method, or a setting is for none of them.</exception>
    public static ImmutableArray<AttributionSelection> AttributionSelections(
        this LensHost host, IReadOnlyList<string> names, IEnumerable<KeyValuePair<string, string>> options)
    {
        string[] chosen = names is ["all"] ? EveryMethod(host, [.. options.Select(option => option.Key)]) : [.. names.Distinct(StringComparer.Ordinal)];
        ILookup<string, KeyValuePair<string, string>> settings = options.ToLookup(option => OwnerOf(option, chosen), option => option, StringComparer.Ordinal);
        return
        [
            .. chosen.Select(name => new AttributionSelection(host.AttributionMethodNamed(name), host.AttributionMethods.First(part => part.Prototype.Descriptor.Name == name).Plugin.Name)
            {
                Options = [.. settings[name].Select(option => KeyValuePair.Create(option.Key[(name.Length + 1)..], option.Value))],
            }),
        ];
    }

    private static string[] EveryMethod(LensHost host, string[] given) =>
    [
        .. host.AttributionMethods.Select(part => part.Prototype.Descriptor)
            .Where(method => method.RequiredOption is not { } required || given.Contains($"{method.Name}.{required}", StringComparer.Ordinal))
            .Select(method => method.Name),
    ];

    // Method names may have dots, option names have none.
    private static string OwnerOf(KeyValuePair<string, string> option, string[] chosen)
    {
        int dot = option.Key.LastIndexOf('.');
        string method = dot < 0 ? string.Empty : option.Key[..dot];
        return chosen.Contains(method, StringComparer.Ordinal) ? method : throw new LensInputException(
            $"Setting '{option.Key}={option.Value}' is for no attribution method of this run; expected METHOD.KEY=VALUE with one of: {string.Join(", ", chosen)}.");
    }
}
