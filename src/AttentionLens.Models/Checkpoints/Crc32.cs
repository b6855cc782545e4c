namespace AttentionLens.Models.Checkpoints;

/// <summary>The checksum of zip archives (polynomial 0xEDB88320, reflected), eight bytes a step.</summary>
internal sealed class Crc32
{
    private const int Lanes = 8;
    private const int LaneLength = 256;

    private static readonly uint[] Tables = BuildTables();

    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        while (bytes.Length >= Lanes)
        {
            state = Tables[(7 * LaneLength) + (byte)(bytes[0] ^ state)]
                ^ Tables[(6 * LaneLength) + (byte)(bytes[1] ^ (state >> 8))]
                ^ Tables[(5 * LaneLength) + (byte)(bytes[2] ^ (state >> 16))]
                ^ Tables[(4 * LaneLength) + (byte)(bytes[3] ^ (state >> 24))]
                ^ Tables[(3 * LaneLength) + bytes[4]]
                ^ Tables[(2 * LaneLength) + bytes[5]]
                ^ Tables[LaneLength + bytes[6]]
                ^ Tables[bytes[7]];
            bytes = bytes[Lanes..];
        }

        foreach (byte value in bytes)
        {
            state = Tables[(byte)(value ^ state)] ^ (state >> 8);
        }

        _state = state;
    }

    /// <summary>Lane n holds the effect of a byte that n more bytes follow.</summary>
    private static uint[] BuildTables()
    {
        uint[] tables = new uint[Lanes * LaneLength];
        for (uint value = 0; value < LaneLength; value++)
        {
            uint remainder = value;
            for (int bit = 0; bit < 8; bit++)
            {
                remainder = (remainder >> 1) ^ (0xEDB88320 & (0 - (remainder & 1)));
            }

            tables[value] = remainder;
        }

        for (int index = LaneLength; index < tables.Length; index++)
        {
            uint before = tables[index - LaneLength];
            tables[index] = tables[(byte)before] ^ (before >> 8);
        }

        return tables;
    }
}
