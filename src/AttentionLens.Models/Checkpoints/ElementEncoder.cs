using System.Buffers.Binary;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Turns floats into little-endian bytes of the element types that are written.</summary>
internal static class ElementEncoder
{
    public static void FromSingle(CheckpointElementType type, ReadOnlySpan<float> source, Span<byte> destination)
    {
        int size = type.Size();
        for (int index = 0; index < source.Length; index++)
        {
            Span<byte> place = destination.Slice(index * size, size);
            switch (type)
            {
                case CheckpointElementType.F32:
                    BinaryPrimitives.WriteSingleLittleEndian(place, source[index]);
                    break;
                case CheckpointElementType.F16:
                    BinaryPrimitives.WriteHalfLittleEndian(place, (Half)source[index]);
                    break;
                case CheckpointElementType.BF16:
                    BinaryPrimitives.WriteUInt16LittleEndian(place, ToBFloat16(source[index]));
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "the writer has checked the type");
            }
        }
    }

    private static ushort ToBFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value))
        {
            // Rounding could carry a NaN's few low bits away and leave an infinity.
            return (ushort)((bits >> 16) | 0x40);
        }

        uint half = 0x7FFF + ((bits >> 16) & 1);
        return (ushort)((bits + half) >> 16);
    }
}
