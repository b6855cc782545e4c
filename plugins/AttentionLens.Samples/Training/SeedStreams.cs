using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Random numbers for many purposes from one seed.</summary>
internal static class SeedStreams
{
    private const ulong Stride = 0xD1342543DE82EF95;

    /// <summary>The numbers of one purpose; those of another tell nothing about them.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="number">The purpose.</param>
    public static SeededRandom Of(ulong seed, ulong number) => new(new SeededRandom(seed + (number * Stride)).NextBits());
}
