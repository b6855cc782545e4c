using System.Buffers.Binary;
using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace AttentionLens.Models.Checkpoints;

/// <summary>Turns little-endian bytes of any element type into floats or integers. The lengths have been checked by the caller.</summary>
internal static class ElementDecoder
{
    /// <summary>Widens to float32; F64 and 64-bit or 32-bit integers are rounded to the nearest float.</summary>
    public static void ToSingle(CheckpointTensor tensor, ReadOnlySpan<byte> source, Span<float> destination)
    {
        switch (tensor.ElementType)
        {
            case CheckpointElementType.F32:
                Decode(source, destination, sizeof(float), BinaryPrimitives.ReadSingleLittleEndian);
                break;
            case CheckpointElementType.F64:
                Decode(source, destination, sizeof(double), static bytes => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes));
                break;
            case CheckpointElementType.F16:
                HalfToSingle(source, destination);
                break;
            case CheckpointElementType.BF16:
                BFloat16ToSingle(source, destination);
                break;
            case CheckpointElementType.U64:
                Decode(source, destination, sizeof(ulong), static bytes => (float)BinaryPrimitives.ReadUInt64LittleEndian(bytes));
                break;
            default:
                Func<ReadOnlySpan<byte>, long> integer = IntegerReader(tensor);
                Decode(source, destination, tensor.ElementType.Size(), bytes => integer(bytes));
                break;
        }
    }

    /// <summary>Widens integers and truth values.</summary>
    /// <exception cref="CheckpointException">The tensor holds floats, or an unsigned number that does not fit.</exception>
    public static void ToInt64(CheckpointTensor tensor, ReadOnlySpan<byte> source, Span<long> destination)
    {
        Func<ReadOnlySpan<byte>, long> read = tensor.ElementType == CheckpointElementType.U64
            ? bytes => SignedOrThrow(tensor, BinaryPrimitives.ReadUInt64LittleEndian(bytes))
            : IntegerReader(tensor);
        Decode(source, destination, tensor.ElementType.Size(), read);
    }

    private static void HalfToSingle(ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
            return;
        }

        Decode(source, destination, sizeof(ushort), static bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes));
    }

    private static void BFloat16ToSingle(ReadOnlySpan<byte> source, Span<float> destination)
    {
        for (int index = 0; index < destination.Length; index++)
        {
            uint upper = BinaryPrimitives.ReadUInt16LittleEndian(source[(index * sizeof(ushort))..]);
            destination[index] = BitConverter.UInt32BitsToSingle(upper << 16);
        }
    }

    private static void Decode<T>(ReadOnlySpan<byte> source, Span<T> destination, int size, Func<ReadOnlySpan<byte>, T> read)
    {
        for (int index = 0; index < destination.Length; index++)
        {
            destination[index] = read(source.Slice(index * size, size));
        }
    }

    private static Func<ReadOnlySpan<byte>, long> IntegerReader(CheckpointTensor tensor) => tensor.ElementType switch
    {
        CheckpointElementType.I64 => BinaryPrimitives.ReadInt64LittleEndian,
        CheckpointElementType.I32 => static bytes => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        CheckpointElementType.I16 => static bytes => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        CheckpointElementType.I8 => static bytes => (sbyte)bytes[0],
        CheckpointElementType.U32 => static bytes => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        CheckpointElementType.U16 => static bytes => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        CheckpointElementType.U8 => static bytes => bytes[0],
        CheckpointElementType.Bool => static bytes => bytes[0] == 0 ? 0 : 1,
        CheckpointElementType.F8E4M3 or CheckpointElementType.F8E5M2 or CheckpointElementType.F8E8M0 => throw Unreadable(tensor),
        _ => throw new CheckpointException(
            $"tensor {Quoted.Of(tensor.Name)} in {Quoted.Of(tensor.FileName)} is {tensor.ElementType.FormatName()}; "
            + "expected integers or truth values; read it as floats"),
    };

    private static CheckpointException Unreadable(CheckpointTensor tensor) => new(
        $"tensor {Quoted.Of(tensor.Name)} in {Quoted.Of(tensor.FileName)} is {tensor.ElementType.FormatName()}, which is not read; "
        + "expected F64, F32, F16 or BF16 weights; save the model in one of these");

    private static long SignedOrThrow(CheckpointTensor tensor, ulong value) => value <= long.MaxValue
        ? (long)value
        : throw new CheckpointException(
            $"tensor {Quoted.Of(tensor.Name)} in {Quoted.Of(tensor.FileName)} holds {value.ToString(CultureInfo.InvariantCulture)}; "
            + $"expected at most {long.MaxValue.ToString(CultureInfo.InvariantCulture)}; save it as I64");
}
