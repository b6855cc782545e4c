using System.Buffers.Binary;
using System.Text;

namespace AttentionLens.Rendering.Tests;

public sealed class AnimatedPngTests
{
    private static readonly byte[] Red = PngWriter.Truecolor(2, 1, [255, 0, 0, 255, 0, 0]);
    private static readonly byte[] Blue = PngWriter.Truecolor(2, 1, [0, 0, 255, 0, 0, 255]);

    [Fact]
    public void Assemble_Pictures_HasTheirPixelsInOrderWithNumbersThatRise()
    {
        byte[] animation = AnimatedPng.Assemble([Red, Blue, Red], 0.25);

        (string Type, byte[] Data)[] chunks = [.. Chunks(animation)];
        Assert.Equal(["IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT", "fcTL", "fdAT", "IEND"], chunks.Select(chunk => chunk.Type));
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 0], chunks[1].Data);
        Assert.Equal([0, 1, 2, 3, 4], chunks.Where(chunk => chunk.Type is "fcTL" or "fdAT").Select(chunk => BinaryPrimitives.ReadInt32BigEndian(chunk.Data)));
        Assert.All(chunks.Where(chunk => chunk.Type == "fcTL"), chunk => Assert.Equal([0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 250, 3, 232, 0, 0], chunk.Data[4..]));
        Assert.Equal(Chunks(Blue).Single(chunk => chunk.Type == "IDAT").Data, chunks[5].Data[4..]);
        Assert.Equal(Chunks(Red).Single(chunk => chunk.Type == "IDAT").Data, chunks[3].Data);
    }

    [Fact]
    public void Assemble_Chunks_HaveTheirChecksums()
    {
        byte[] animation = AnimatedPng.Assemble([Red, Blue], 1);

        int at = 8;
        while (at < animation.Length)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(animation.AsSpan(at));
            Assert.Equal(Crc32.Of(animation.AsSpan(at + 4, length + 4)), BinaryPrimitives.ReadUInt32BigEndian(animation.AsSpan(at + 8 + length)));
            at += 12 + length;
        }

        Assert.Equal(animation.Length, at);
    }

    [Fact]
    public void Assemble_OnePicture_IsAnAnimationOfOneFrame() =>
        Assert.Equal(["IHDR", "acTL", "fcTL", "IDAT", "IEND"], Chunks(AnimatedPng.Assemble([Red], 1)).Select(chunk => chunk.Type));

    [Fact]
    public void Assemble_Palette_StandsOnceBeforeThePixels()
    {
        byte[] picture = PngWriter.Palette(1, 1, [0], [new Rgb(1, 2, 3)]);

        Assert.Equal(
            ["IHDR", "acTL", "PLTE", "fcTL", "IDAT", "fcTL", "fdAT", "IEND"], Chunks(AnimatedPng.Assemble([picture, picture], 1)).Select(chunk => chunk.Type));
    }

    [Fact]
    public void Assemble_WhatDoesNotFit_IsAnInputErrorOfOneLine()
    {
        Assert.Equal("An animation of no pictures was asked for; expected at least one.", Failure([], 1));
        Assert.Equal("A picture does not begin as PNG does; expected a PNG picture.", Failure([[1, 2, 3]], 1));
        Assert.Equal("A PNG picture is cut within its chunk 1; expected it whole.", Failure([Red[..50]], 1));
        Assert.Equal("A PNG picture has no header or no pixels; expected a picture with both.", Failure([Red[..33]], 1));
        Assert.Equal(
            "Picture 1 of an animation differs from the first in size or colours; expected all alike.", Failure([Red, PngWriter.Truecolor(1, 2, [1, 2, 3, 4, 5, 6])], 1));
        Assert.Equal("Frames of 0 seconds were asked for; expected 0.05 to 60.", Failure([Red], 0));
        byte[] huge = [.. Red];
        huge[8] = 0xFF;
        Assert.Equal("A PNG picture is cut within its chunk 0; expected it whole.", Failure([huge], 1));
    }

    private static string Failure(byte[][] frames, double seconds) => Assert.Throws<LensInputException>(() => AnimatedPng.Assemble(frames, seconds)).Message;

    private static IEnumerable<(string Type, byte[] Data)> Chunks(byte[] picture) =>
        PngChunk.ReadAll(picture).Select(chunk =>
        {
            byte[] type = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(type, chunk.Type);
            return (Encoding.ASCII.GetString(type), chunk.Data.ToArray());
        });
}
