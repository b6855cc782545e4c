using System.Globalization;

namespace AttentionLens.Rendering;

/// <summary>An address as attributes that the page's script reads: to filter by it, and to open it in the explorer.</summary>
internal static class HtmlPlace
{
    /// <summary>The parts of an address that are there.</summary>
    public static IEnumerable<(string Name, string Value)> Of(SiteAddress address)
    {
        if (address.Hook is { } hook)
        {
            yield return ("data-attention", AttentionKind.Of(hook));
        }

        (string Name, long? Part)[] parts =
        [
            ("data-layer", AttentionKind.Layer(address.Hook)), ("data-head", address.Head), ("data-query", address.Query), ("data-key", address.Key), ("data-example", address.Example),
        ];
        foreach ((string name, long? part) in parts)
        {
            if (part is { } value)
            {
                yield return (name, value.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
