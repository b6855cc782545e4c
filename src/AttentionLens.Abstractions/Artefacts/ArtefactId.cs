using System.Buffers;

namespace AttentionLens;

/// <summary>The name of a figure or table within a report: segments of lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>
/// joined by slashes, for instance <c>maps/layer-2/head-3/example-0</c>.</summary>
public readonly record struct ArtefactId : IComparable<ArtefactId>
{
    private const int Longest = 150;
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-/");
    private readonly string? _value;

    /// <summary>Creates an id.</summary>
    /// <param name="value">The id.</param>
    /// <exception cref="ArgumentException">It has other characters, an empty segment, a segment that starts with a dot, or is too long.</exception>
    public ArtefactId(string value)
    {
        bool valid = value.Length is > 0 and <= Longest && !value.AsSpan().ContainsAnyExcept(Letters)
            && value[0] is not ('.' or '/') && !value.EndsWith('/')
            && !value.Contains("//", StringComparison.Ordinal) && !value.Contains("/.", StringComparison.Ordinal);
        _value = valid ? value : throw new ArgumentException(
            $"'{value}' is not an artefact id: expected up to {Longest} of a-z, 0-9, '.', '_', '-' in segments joined by '/'.", nameof(value));
    }

    /// <summary>The id as text.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The id as a file name without extension: slashes become dots.</summary>
    public string FileName => Value.Replace('/', '.');

    /// <inheritdoc/>
    public int CompareTo(ArtefactId other) => NaturalOrder.Compare(Value, other.Value);

    /// <summary>Whether one id stands before another: runs of digits compare as numbers.</summary>
    public static bool operator <(ArtefactId left, ArtefactId right) => left.CompareTo(right) < 0;

    /// <summary>Whether one id stands before or with another.</summary>
    public static bool operator <=(ArtefactId left, ArtefactId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one id stands after another.</summary>
    public static bool operator >(ArtefactId left, ArtefactId right) => left.CompareTo(right) > 0;

    /// <summary>Whether one id stands after or with another.</summary>
    public static bool operator >=(ArtefactId left, ArtefactId right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
