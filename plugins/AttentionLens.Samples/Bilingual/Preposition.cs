using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>A preposition in both languages; all of them take the dative here.</summary>
/// <param name="English">The English word.</param>
/// <param name="German">The German word.</param>
internal sealed record Preposition(string English, string German)
{
    /// <summary>The German preposition that grows together with <c>dem</c>.</summary>
    public const string Merging = "in";

    /// <summary>What it becomes.</summary>
    public const string Merged = "im";

    /// <summary>Where something happens.</summary>
    public static ImmutableArray<Preposition> Places { get; } = [new("in", Merging), new("behind", "hinter"), new("beside", "neben")];

    /// <summary>In whose company.</summary>
    public static Preposition With { get; } = new("with", "mit");
}
