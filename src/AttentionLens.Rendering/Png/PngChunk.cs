using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace AttentionLens.Rendering;

/// <summary>A part of a PNG picture. Source: ISO/IEC 15948:2004, 5.3.</summary>
internal readonly record struct PngChunk(uint Type, ReadOnlyMemory<byte> Data)
{
    private const int Overhead = 12;

    /// <summary>What every picture begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Whether it has a type.</summary>
    public bool Is(ReadOnlySpan<byte> type) => Type == BinaryPrimitives.ReadUInt32BigEndian(type);

    /// <summary>Adds a chunk to a picture.</summary>
    public static void Append(List<byte> picture, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        picture.AddRange(number);
        int start = picture.Count;
        picture.AddRange(type);
        picture.AddRange(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(CollectionsMarshal.AsSpan(picture)[start..]));
        picture.AddRange(number);
    }

    /// <summary>The chunks of a picture; the checksums are not looked at.</summary>
    /// <exception cref="LensInputException">It is no PNG picture, or cut.</exception>
    public static ImmutableArray<PngChunk> ReadAll(ReadOnlyMemory<byte> picture)
    {
        if (!picture.Span.StartsWith(Signature))
        {
            throw new LensInputException("A picture does not begin as PNG does; expected a PNG picture.");
        }

        ImmutableArray<PngChunk>.Builder chunks = ImmutableArray.CreateBuilder<PngChunk>();
        ReadOnlyMemory<byte> rest = picture[Signature.Length..];
        while (rest.Length > 0)
        {
            uint length = rest.Length < Overhead ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
            if (length > rest.Length - Overhead)
            {
                throw new LensInputException($"A PNG picture is cut within its chunk {NumberText.Count(chunks.Count)}; expected it whole.");
            }

            chunks.Add(new PngChunk(BinaryPrimitives.ReadUInt32BigEndian(rest.Span[4..]), rest.Slice(8, (int)length)));
            rest = rest[(Overhead + (int)length)..];
        }

        return chunks.ToImmutable();
    }
}
