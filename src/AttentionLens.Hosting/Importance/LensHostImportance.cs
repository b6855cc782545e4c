using System.Collections.Immutable;

namespace AttentionLens.Hosting;

/// <summary>Importance by the methods of a host's plugins.</summary>
public static class LensHostImportance
{
    /// <summary>A method by its name.</summary>
    /// <param name="host">The host.</param>
    /// <param name="name">The name, for instance <c>leave-one-out</c>.</param>
    /// <exception cref="LensInputException">No plugin offers it; the nearest is named.</exception>
    public static ImportanceMethod ImportanceMethodNamed(this LensHost host, string name)
    {
        PluginPart<ImportanceMethod>? part = host.ImportanceMethods.FirstOrDefault(candidate => candidate.Prototype.Descriptor.Name == name);
        string[] known = [.. host.ImportanceMethods.Select(candidate => candidate.Prototype.Descriptor.Name)];
        return part?.Create() ?? throw new LensInputException(known.Length == 0
            ? $"Method of importance '{name}' is not known: no plugin that offers some is loaded."
            : $"Method of importance '{name}' is not known; nearest: {string.Join(", ", Nearest.To(name, known, 3))}.");
    }

    /// <summary>Methods by their names, each with its settings; a name that is given twice counts once.</summary>
    /// <param name="host">The host.</param>
    /// <param name="names">The names.</param>
    /// <param name="options">Settings as <c>METHOD.KEY</c> and value, or for one method alone as <c>KEY</c> and value.</param>
    /// <exception cref="LensInputException">No plugin offers a method, or a setting is for none of them.</exception>
    public static ImmutableArray<(ImportanceMethod Method, ImmutableArray<KeyValuePair<string, string>> Options)> ImportanceSelections(
        this LensHost host, IReadOnlyList<string> names, IEnumerable<KeyValuePair<string, string>> options)
    {
        string[] chosen = [.. names.Distinct(StringComparer.Ordinal)];
        ILookup<string, KeyValuePair<string, string>> settings = options.Select(option => Owned(option, chosen)).ToLookup(entry => entry.Method, entry => entry.Option, StringComparer.Ordinal);
        return [.. chosen.Select(name => (host.ImportanceMethodNamed(name), settings[name].ToImmutableArray()))];
    }

    // Method names may have dots, option names have none.
    private static (string Method, KeyValuePair<string, string> Option) Owned(KeyValuePair<string, string> option, string[] chosen)
    {
        int dot = option.Key.LastIndexOf('.');
        string method = dot < 0 && chosen.Length == 1 ? chosen[0] : dot < 0 ? string.Empty : option.Key[..dot];
        return chosen.Contains(method, StringComparer.Ordinal)
            ? (method, KeyValuePair.Create(option.Key[(dot + 1)..], option.Value))
            : throw new LensInputException(
                $"Setting '{option.Key}={option.Value}' is for no method of this run; expected METHOD.KEY=VALUE with one of: {string.Join(", ", chosen)}.");
    }
}
