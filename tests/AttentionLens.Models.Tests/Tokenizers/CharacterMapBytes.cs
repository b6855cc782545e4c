using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Tests.Tokenizers;

/// <summary>Writes a character map: a double-array trie over UTF-8 bytes, and the texts that its values point to.</summary>
internal static class CharacterMapBytes
{
    private const uint ValueBit = 1u << 31;

    public static byte[] Of(params (string From, string To)[] rules)
    {
        List<byte> texts = [];
        List<(byte[] Key, uint Value)> keys = [];
        foreach ((string from, string to) in rules)
        {
            keys.Add((Encoding.UTF8.GetBytes(from), (uint)texts.Count));
            texts.AddRange(Encoding.UTF8.GetBytes(to).Append((byte)0));
        }

        SortedDictionary<uint, uint> units = [];
        Place(0, 0, 0, keys, units, []);
        uint[] array = new uint[((units.Keys.Max() / 256) + 1) * 256];
        for (uint i = 0; i < array.Length; i++)
        {
            array[i] = units.GetValueOrDefault(i, ValueBit);
        }

        return Of(array, texts.ToArray());
    }

    public static byte[] Of(ReadOnlySpan<uint> units, ReadOnlySpan<byte> texts)
    {
        byte[] bytes = new byte[4 + (4 * units.Length) + texts.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(4 * units.Length));
        for (int i = 0; i < units.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 + (4 * i)), units[i]);
        }

        texts.CopyTo(bytes.AsSpan(4 + (4 * units.Length)));
        return bytes;
    }

    // Children stand at their parent's offset, each under its label: the first offset that no other parent has and that is free for all
    // of them is taken.
    private static void Place(uint at, uint label, int depth, List<(byte[] Key, uint Value)> keys, SortedDictionary<uint, uint> units, HashSet<uint> starts)
    {
        (byte[] Key, uint Value)[] ends = [.. keys.Where(key => key.Key.Length == depth)];
        IGrouping<byte, (byte[] Key, uint Value)>[] children =
            [.. keys.Where(key => key.Key.Length > depth).GroupBy(key => key.Key[depth])];
        units[at] = 0;
        uint start = 256;
        while (starts.Contains(start) || (ends.Length > 0 && units.ContainsKey(start)) || children.Any(child => units.ContainsKey(start ^ child.Key)))
        {
            start++;
        }

        starts.Add(start);
        units[at] = label | ((at ^ start) << 10) | (ends.Length > 0 ? 1u << 8 : 0);
        foreach ((byte[] _, uint value) in ends)
        {
            units[start] = ValueBit | value;
        }

        foreach (IGrouping<byte, (byte[] Key, uint Value)> child in children)
        {
            units[start ^ child.Key] = 0;
        }

        foreach (IGrouping<byte, (byte[] Key, uint Value)> child in children)
        {
            Place(start ^ child.Key, child.Key, depth + 1, [.. child], units, starts);
        }
    }
}
