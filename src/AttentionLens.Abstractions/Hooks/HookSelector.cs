using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AttentionLens;

/// <summary>Chooses hook points by name pattern or by kind. In a pattern <c>*</c> stands for any run of characters (dots
/// included), <c>?</c> for one, and <c>{a,b}</c> for either of several; TransformerLens spellings are understood.</summary>
public sealed partial class HookSelector : IEquatable<HookSelector>
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_.*?{},");
    private static readonly SearchValues<char> Wildcards = SearchValues.Create("*?{},");
    private readonly ImmutableArray<Clause> _clauses;

    private HookSelector(ImmutableArray<Clause> clauses) => _clauses = clauses;

    /// <summary>Selects by name, or reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="pattern">A hook name or a pattern of one, for instance <c>blocks.*.attn.pattern</c>; or a kind with layers and a stack, for instance
    /// <c>HeadOutput[2..5]@encoder</c>; or several of either between <c>|</c>.</param>
    /// <exception cref="LensInputException">The pattern is empty, has characters that no hook name has, or names no kind.</exception>
    public static HookSelector Parse(string pattern) => new([.. pattern.Split('|').Select(part => ParseClause(part.Trim(' ')))]);

    private static Clause ParseClause(string pattern)
    {
        if (pattern.Length > 0 && char.IsAsciiLetterUpper(pattern[0]))
        {
            return KindClause.Parse(pattern);
        }

        if (pattern.Length == 0 || pattern.AsSpan().ContainsAnyExcept(Letters))
        {
            throw new LensInputException(
                $"'{pattern}' is not a hook pattern: expected a-z, 0-9, '_', '.' and the wildcards *, ? and {{a,b}}, for instance blocks.*.attn.pattern.");
        }

        string canonical = pattern.Replace(".hook_normalized", string.Empty, StringComparison.Ordinal)
            .Replace("hook_", string.Empty, StringComparison.Ordinal);

        // Sweeps name single hook points by the thousand.
        return new NameClause(canonical, canonical.AsSpan().ContainsAny(Wildcards) ? Compile(canonical) : null);
    }

    /// <summary>Selects one hook point.</summary>
    /// <param name="name">Its name.</param>
    public static HookSelector Of(HookName name) => Parse(name.Value);

    /// <summary>Selects by kind.</summary>
    /// <param name="kind">What the hook points hold.</param>
    /// <param name="layers">The blocks, counted from the start, for instance 2..5 or 2..; null for all.
    /// A range that counts from the end is not accepted.</param>
    /// <param name="stack">The stack (<c>encoder</c>, <c>decoder</c>), or null for all.</param>
    /// <exception cref="ArgumentException">The range counts from the end.</exception>
    public static HookSelector Of(HookKind kind, Range? layers = null, string? stack = null)
    {
        if (layers is { } range && (range.Start.IsFromEnd || (range.End.IsFromEnd && range.End.Value != 0)))
        {
            throw new ArgumentException("Expected a layer range that counts from the start, for instance 2..5 or 2..", nameof(layers));
        }

        return new HookSelector([new KindClause(kind, layers, stack)]);
    }

    /// <summary>Selects what either of two selectors selects.</summary>
    public static HookSelector operator |(HookSelector left, HookSelector right) => new([.. left._clauses, .. right._clauses]);

    /// <summary>Whether a hook point is selected.</summary>
    /// <param name="point">The hook point.</param>
    public bool Matches(HookPoint point)
    {
        foreach (Clause clause in _clauses)
        {
            if (clause.Matches(point))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(HookSelector? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HookSelector);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The selector as text that <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(" | ", _clauses.Select(clause => clause.ToString()));

    private static Regex Compile(string pattern)
    {
        StringBuilder expression = new("^");
        bool alternatives = false;
        foreach (char character in pattern)
        {
            string piece = character switch
            {
                '*' => ".*",
                '?' => ".",
                '{' when !alternatives => "(?:",
                '}' when alternatives => ")",
                ',' when alternatives => "|",
                '{' or '}' or ',' => throw new LensInputException(
                    $"'{pattern}' is not a hook pattern: expected alternatives as {{a,b}}, not nested and closed."),
                _ => Regex.Escape(character.ToString()),
            };
            alternatives = character == '{' || (alternatives && character != '}');
            expression.Append(piece);
        }

        if (alternatives)
        {
            throw new LensInputException($"'{pattern}' is not a hook pattern: '{{' is not closed.");
        }

        return new Regex(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    [GeneratedRegex(@"^(?<kind>[A-Za-z]{1,40})(\[(?<from>[0-9]{1,6})\.\.(?<to>[0-9]{0,6})\])?(@(?<stack>[a-z]{0,20}))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    private abstract record Clause
    {
        public abstract bool Matches(HookPoint point);
    }

    private sealed record NameClause(string Pattern, Regex? Expression) : Clause
    {
        public override bool Matches(HookPoint point) => Expression?.IsMatch(point.Name.Value) ?? point.Name.Value == Pattern;

        public override string ToString() => Pattern;
    }

    private sealed record KindClause(HookKind Kind, Range? Layers, string? Stack) : Clause
    {
        public static KindClause Parse(string text)
        {
            Match match = Form().Match(text);
            if (!match.Success || !Enum.TryParse(match.Groups["kind"].Value, out HookKind kind))
            {
                throw new LensInputException(
                    $"'{text}' chooses no kind of hook point; expected for instance Pattern, HeadOutput[2..5] or ResidualPost[3..]@encoder; nearest: {string.Join(", ", Nearest.To(match.Groups["kind"].Value, Enum.GetNames<HookKind>(), 3))}.");
            }

            Group from = match.Groups["from"], to = match.Groups["to"], stack = match.Groups["stack"];
            Range? layers = from.Success ? Index(from)..(to.Length > 0 ? System.Index.FromStart(Index(to)) : ^0) : null;
            return new KindClause(kind, layers, stack.Success ? stack.Value : null);
        }

        private static int Index(Group digits) => int.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

        public override bool Matches(HookPoint point) =>
            point.Kind == Kind
            && (Stack is null || Stack == point.Stack)
            && (Layers is not { } range
                || (point.Layer is { } layer && layer >= range.Start.Value && (range.End.IsFromEnd || layer < range.End.Value)));

        public override string ToString() =>
            $"{Kind}{(Layers is { } range ? $"[{range.Start.Value}..{(range.End.IsFromEnd ? string.Empty : range.End)}]" : string.Empty)}{(Stack is null ? string.Empty : $"@{Stack}")}";
    }
}
