using System.Globalization;
using System.Text;

namespace AttentionLens;

/// <summary>Where a finding or figure belongs; every part that does not apply is null.</summary>
/// <param name="Hook">The hook point.</param>
/// <param name="Head">The head, from 0.</param>
/// <param name="Query">The attending position, from 0.</param>
/// <param name="Key">The attended position, from 0.</param>
/// <param name="Example">The example's index in the input, from 0.</param>
public readonly record struct SiteAddress(HookName? Hook, int? Head = null, int? Query = null, int? Key = null, long? Example = null)
    : IComparable<SiteAddress>
{
    /// <summary>Orders by example, then hook point, head, query and key; what is absent stands first.</summary>
    /// <param name="other">The other address.</param>
    public int CompareTo(SiteAddress other)
    {
        int order = Nullable.Compare(Example, other.Example);
        order = order != 0 ? order : Nullable.Compare(Hook, other.Hook);
        order = order != 0 ? order : Nullable.Compare(Head, other.Head);
        order = order != 0 ? order : Nullable.Compare(Query, other.Query);
        return order != 0 ? order : Nullable.Compare(Key, other.Key);
    }

    /// <summary>Whether one address stands before another.</summary>
    public static bool operator <(SiteAddress left, SiteAddress right) => left.CompareTo(right) < 0;

    /// <summary>Whether one address stands before or with another.</summary>
    public static bool operator <=(SiteAddress left, SiteAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one address stands after another.</summary>
    public static bool operator >(SiteAddress left, SiteAddress right) => left.CompareTo(right) > 0;

    /// <summary>Whether one address stands after or with another.</summary>
    public static bool operator >=(SiteAddress left, SiteAddress right) => left.CompareTo(right) >= 0;

    /// <summary>The address as one path, for instance <c>example 0/blocks.3.attn.pattern/head 2</c>; <c>model</c> where every part is null.</summary>
    public override string ToString()
    {
        StringBuilder path = new();
        Append(path, "example ", Example);
        if (Hook is { } hook)
        {
            path.Append(path.Length == 0 ? string.Empty : "/").Append(hook.Value);
        }

        Append(path, "head ", Head);
        Append(path, "query ", Query);
        Append(path, "key ", Key);
        return path.Length == 0 ? "model" : path.ToString();
    }

    private static void Append(StringBuilder path, string label, long? part)
    {
        if (part is { } value)
        {
            path.Append(path.Length == 0 ? string.Empty : "/").Append(label).Append(value.ToString(CultureInfo.InvariantCulture));
        }
    }
}
