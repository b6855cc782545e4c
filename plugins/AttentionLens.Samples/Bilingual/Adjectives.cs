using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The adjectives of the grammar.</summary>
internal static class Adjectives
{
    private static readonly ImmutableArray<Adjective> Everywhere = Of("small klein", "big groß", "old alt", "beautiful schön");

    private static readonly ImmutableArray<Adjective> Living =
    [
        .. Everywhere,
        .. Of("young jung", "tired müd", "happy glücklich", "sad traurig", "strong stark", "clever klug", "poor arm", "brave mutig"),
        .. Of("friendly freundlich", "lazy faul"),
    ];

    private static readonly ImmutableArray<Adjective> Things =
    [
        .. Everywhere,
        .. Of("new neu", "red rot", "green grün", "blue blau", "white weiß", "black schwarz", "heavy schwer", "cheap billig"),
        .. Of("expensive teur", "cold kalt"),
    ];

    private static readonly ImmutableArray<Adjective> Places = [.. Everywhere, .. Of("new neu", "dark dunkl", "quiet ruhig")];

    /// <summary>All adjectives, once each.</summary>
    public static ImmutableArray<Adjective> All { get; } = [.. Living.Union(Things).Union(Places)];

    /// <summary>The adjectives that make sense of a kind of noun.</summary>
    /// <param name="kind">The kind.</param>
    public static ImmutableArray<Adjective> Of(NounKind kind) => kind switch
    {
        NounKind.Thing => Things,
        NounKind.Place => Places,
        _ => Living,
    };

    private static ImmutableArray<Adjective> Of(params string[] entries) =>
        [.. entries.Select(entry => entry.Split(' ')).Select(words => new Adjective(words[0], words[1]))];
}
