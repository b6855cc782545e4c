using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionLens.Rendering;

/// <summary>The colours of a page's drawings, in light and dark: a drawing names a pair, and the page's ground chooses.</summary>
internal sealed partial class PageColors
{
    private const string Prefix = "--k";
    private readonly Dictionary<(string Light, string Dark), string> _names = [];

    /// <summary>Makes one drawing of two that differ in colours alone; gives null where they differ in more.</summary>
    /// <param name="light">The drawing on a light ground.</param>
    /// <param name="dark">The same on a dark ground.</param>
    public string? Join(string light, string dark)
    {
        StringBuilder joined = new(light.Length);
        Regex.ValueMatchEnumerator darks = Color().EnumerateMatches(dark);
        (int inLight, int inDark) = (0, 0);
        foreach (ValueMatch one in Color().EnumerateMatches(light))
        {
            if (!darks.MoveNext() || !light.AsSpan(inLight, one.Index - inLight).SequenceEqual(dark.AsSpan(inDark, darks.Current.Index - inDark)))
            {
                return null;
            }

            joined.Append(light, inLight, one.Index - inLight);
            (inLight, inDark) = (one.Index + one.Length, darks.Current.Index + darks.Current.Length);
            AppendNamed(joined, light.AsSpan(one.Index, one.Length), dark.AsSpan(darks.Current.Index, darks.Current.Length));
        }

        return light.AsSpan(inLight).SequenceEqual(dark.AsSpan(inDark)) ? joined.Append(light, inLight, light.Length - inLight).ToString() : null;
    }

    /// <summary>The style that says what the names stand for; empty where no drawing has any.</summary>
    public string ToStyle()
    {
        if (_names.Count == 0)
        {
            return string.Empty;
        }

        StringBuilder style = new(":root{");
        foreach (((string light, string dark), string name) in _names.OrderBy(entry => entry.Value.Length).ThenBy(entry => entry.Value, StringComparer.Ordinal))
        {
            style.Append(name).Append(":light-dark(").Append(light).Append(',').Append(dark).Append(");");
        }

        return style.Append("}\n").ToString();
    }

    private void AppendNamed(StringBuilder joined, ReadOnlySpan<char> light, ReadOnlySpan<char> dark)
    {
        if (light.SequenceEqual(dark))
        {
            joined.Append(light);
            return;
        }

        (string Light, string Dark) pair = (light.ToString(), dark.ToString());
        if (!_names.TryGetValue(pair, out string? name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{_names.Count}");
            _names.Add(pair, name);
        }

        joined.Append("var(").Append(name).Append(')');
    }

    [GeneratedRegex("#[0-9a-f]{6}(?![0-9a-zA-Z_.:-])", RegexOptions.CultureInvariant)]
    private static partial Regex Color();
}
