namespace AttentionLens.Rendering;

/// <summary>The checksum of PNG chunks. Source: ISO/IEC 15948:2004, annex D.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return ~crc;
    }

    private static uint Entry(int index)
    {
        uint entry = (uint)index;
        for (int bit = 0; bit < 8; bit++)
        {
            entry = (entry & 1) == 0 ? entry >> 1 : Polynomial ^ (entry >> 1);
        }

        return entry;
    }
}
