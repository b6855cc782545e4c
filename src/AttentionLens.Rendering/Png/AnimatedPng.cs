using System.Buffers.Binary;
using System.Collections.Immutable;

namespace AttentionLens.Rendering;

/// <summary>Puts PNG pictures of one size one after the other into an animated PNG (APNG), which plays without end. Nothing is decoded, so the bytes
/// depend on nothing but the pictures and the time. A program that knows only PNG shows the first. Source: PNG Specification, third edition 2025, 11.3.6.</summary>
public static class AnimatedPng
{
    private const int Thousandth = 1000;
    private const int ControlLength = 26;

    /// <summary>Makes the animation.</summary>
    /// <param name="frames">The pictures, whole PNG files; at least one.</param>
    /// <param name="secondsPerFrame">How long each stands, in seconds, in [0.05, 60]; kept to a thousandth.</param>
    /// <returns>The file.</returns>
    /// <exception cref="LensInputException">There is no picture, one is no PNG, or two differ in size, colours or header; or the time is out of its range.</exception>
    public static byte[] Assemble(IReadOnlyList<byte[]> frames, double secondsPerFrame)
    {
        OptionChecks.Any(new RenderOptions { SecondsPerFrame = secondsPerFrame });
        ImmutableArray<ImmutableArray<PngChunk>> pictures = [.. frames.Select(frame => PngChunk.ReadAll(frame))];
        if (pictures.IsEmpty)
        {
            throw new LensInputException("An animation of no pictures was asked for; expected at least one.");
        }

        List<byte> animation = [.. PngChunk.Signature];
        ImmutableArray<PngChunk> head = HeadOf(pictures[0]);
        PngChunk.Append(animation, "IHDR"u8, head[0].Data.Span);
        byte[] control = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(control, pictures.Length);
        PngChunk.Append(animation, "acTL"u8, control);
        foreach (PngChunk chunk in head[1..])
        {
            PngChunk.Append(animation, TypeOf(chunk), chunk.Data.Span);
        }

        int sequence = 0;
        for (int index = 0; index < pictures.Length; index++)
        {
            if (!HeadOf(pictures[index]).SequenceEqual(head, SameChunk.Instance))
            {
                throw new LensInputException($"Picture {NumberText.Count(index)} of an animation differs from the first in size or colours; expected all alike.");
            }

            PngChunk.Append(animation, "fcTL"u8, FrameControl(head[0].Data.Span[..8], sequence++, secondsPerFrame));
            foreach (PngChunk data in pictures[index].Where(chunk => chunk.Is("IDAT"u8)))
            {
                if (index == 0)
                {
                    PngChunk.Append(animation, "IDAT"u8, data.Data.Span);
                    continue;
                }

                byte[] numbered = new byte[4 + data.Data.Length];
                BinaryPrimitives.WriteInt32BigEndian(numbered, sequence++);
                data.Data.CopyTo(numbered.AsMemory(4));
                PngChunk.Append(animation, "fdAT"u8, numbered);
            }
        }

        PngChunk.Append(animation, "IEND"u8, []);
        return [.. animation];
    }

    /// <summary>The chunks before the pixels: the header, and the palette or colour space where there is one.</summary>
    private static ImmutableArray<PngChunk> HeadOf(ImmutableArray<PngChunk> picture)
    {
        ImmutableArray<PngChunk> head = [.. picture.TakeWhile(chunk => !chunk.Is("IDAT"u8))];
        return head.Length == picture.Length || head.Length == 0 || !head[0].Is("IHDR"u8) || head[0].Data.Length != 13
            ? throw new LensInputException("A PNG picture has no header or no pixels; expected a picture with both.")
            : head;
    }

    private static byte[] FrameControl(ReadOnlySpan<byte> size, int sequence, double seconds)
    {
        // Offsets are 0; each frame replaces the one before it.
        byte[] control = new byte[ControlLength];
        BinaryPrimitives.WriteInt32BigEndian(control, sequence);
        size.CopyTo(control.AsSpan(4));
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(20), (ushort)Math.Round(seconds * Thousandth));
        BinaryPrimitives.WriteUInt16BigEndian(control.AsSpan(22), Thousandth);
        return control;
    }

    private static byte[] TypeOf(PngChunk chunk)
    {
        byte[] type = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(type, chunk.Type);
        return type;
    }

    private sealed class SameChunk : IEqualityComparer<PngChunk>
    {
        public static readonly SameChunk Instance = new();

        public bool Equals(PngChunk x, PngChunk y) => x.Type == y.Type && x.Data.Span.SequenceEqual(y.Data.Span);

        public int GetHashCode(PngChunk obj) => HashCode.Combine(obj.Type, obj.Data.Length);
    }
}
