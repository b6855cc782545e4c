using System.Collections.Immutable;

namespace AttentionLens.Analyses.Tests;

/// <summary>Makes examples from words: a word in square brackets is a special token, and <c>_</c> is padding.</summary>
internal static class PlantedExample
{
    public static EncodedExample Of(string words, long index = 0, EncodedExample? decoder = null)
    {
        string[] texts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new EncodedExample(
            index,
            new LensInput { Text = words },
            [.. texts.Select((text, place) => new LensToken(place, text, 0..0, text.StartsWith('[') || text == "_"))],
            [.. texts.Select(_ => 0)],
            [.. texts.Select(text => text != "_")])
        {
            Decoder = decoder,
        };
    }

    public static EncodedExample Masked(ImmutableArray<bool> mask, long index = 0, EncodedExample? decoder = null) =>
        Of(string.Join(' ', mask.Select(attended => attended ? "w" : "_")), index, decoder);
}
