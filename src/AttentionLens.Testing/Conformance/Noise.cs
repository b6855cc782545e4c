namespace AttentionLens.Testing.Conformance;

/// <summary>Numbers that an index decides, for edits.</summary>
internal static class Noise
{
    /// <summary>A standard normal number.</summary>
    public static float At(int index, ulong seed = 0) => (float)new SeededRandom((seed << 32) + (ulong)index).NextNormal();
}
