using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace AttentionLens;

/// <summary>The address of a hook point, for instance <c>blocks.3.attn.pattern</c>: segments of lower-case letters, digits and
/// underscores, joined by dots. The parser also takes TransformerLens spellings (<c>blocks.3.attn.hook_pattern</c>,
/// <c>hook_embed</c>, <c>ln_final.hook_normalized</c>); the name is always written in ours.</summary>
public readonly record struct HookName : ISpanParsable<HookName>, ISpanFormattable, IComparable<HookName>
{
    private const string TransformerLensPrefix = "hook_";
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private readonly string? _value;

    private HookName(string value) => _value = value;

    /// <summary>The canonical spelling; empty for the default value.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>Reads a name.</summary>
    /// <param name="value">The name, in our spelling or TransformerLens's.</param>
    /// <exception cref="FormatException">It is not a hook name.</exception>
    public static HookName Parse(string value) => Parse(value.AsSpan(), null);

    /// <inheritdoc/>
    public static HookName Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <inheritdoc/>
    public static HookName Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out HookName name)
            ? name
            : throw new FormatException($"'{s}' is not a hook name: expected segments of a-z, 0-9 and '_' joined by dots, for instance blocks.0.attn.pattern.");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out HookName result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out HookName result)
    {
        result = default;
        List<string> segments = [];
        foreach (Range range in s.Split('.'))
        {
            ReadOnlySpan<char> segment = s[range];
            if (segment.StartsWith(TransformerLensPrefix, StringComparison.Ordinal))
            {
                segment = segment[TransformerLensPrefix.Length..];
                if (segment is "normalized" && segments.Count > 0)
                {
                    continue;
                }
            }

            if (segment.IsEmpty || segment.ContainsAnyExcept(Letters))
            {
                return false;
            }

            segments.Add(segment.ToString());
        }

        result = new HookName(string.Join('.', segments));
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(HookName other) => NaturalOrder.Compare(Value, other.Value);

    /// <summary>Whether one name stands before another: runs of digits compare as numbers.</summary>
    public static bool operator <(HookName left, HookName right) => left.CompareTo(right) < 0;

    /// <summary>Whether one name stands before or with another.</summary>
    public static bool operator <=(HookName left, HookName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one name stands after another.</summary>
    public static bool operator >(HookName left, HookName right) => left.CompareTo(right) > 0;

    /// <summary>Whether one name stands after or with another.</summary>
    public static bool operator >=(HookName left, HookName right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <inheritdoc/>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value;

    /// <inheritdoc/>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        charsWritten = Value.TryCopyTo(destination) ? Value.Length : 0;
        return charsWritten == Value.Length;
    }
}
