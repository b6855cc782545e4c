using System.Runtime.InteropServices;

namespace AttentionLens.Encoders.Tests.Images;

/// <summary>JPEG files, where gdk-pixbuf is there to decode them.</summary>
public sealed class JpegTests
{
    private const string Library = "libgdk_pixbuf-2.0.so.0";

    [Fact]
    public void Encode_OneLevelOfGrey_IsDecodedOrSaysWhatIsMissing()
    {
        if (!NativeLibrary.TryLoad(Library, out _))
        {
            TestModel.AssertRefused(() => ImageReading.Read(Grey200()), Library, "PNG");
            return;
        }

        ImagePixels pixels = ImageReading.Read(Grey200());

        Assert.Equal((8, 8), (pixels.Height, pixels.Width));
        Assert.All(pixels.Values, level => Assert.Equal(200, level));
    }

    [Fact]
    public void Encode_FileCutShort_IsRefusedBeforeItsPixels()
    {
        byte[] file = Grey200();
        int pixels = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xDA]);
        for (int length = 3; length < pixels; length++)
        {
            TestModel.AssertRefused(() => ImageReading.Read(file[..length]), "image.png");
        }
    }

    [Fact]
    public void Encode_TooManyPixels_IsRefusedBeforeDecoding()
    {
        byte[] file = Grey200();
        int frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        file.AsSpan(frame + 5, 4).Fill(0xFF);

        TestModel.AssertRefused(() => ImageReading.Read(file), "65535", "at most");
    }

    // One block of 8 by 8. The only coefficient is 72 steps of 8 above the middle: 128 + 72 = 200 everywhere.
    private static byte[] Grey200() =>
    [
        0xFF, 0xD8,
        0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)8, 64),
        0xFF, 0xC0, 0, 11, 8, 0, 8, 0, 8, 1, 1, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0x00, 1, .. new byte[15], 7,
        0xFF, 0xC4, 0, 20, 0x10, 1, .. new byte[15], 0,
        0xFF, 0xDA, 0, 8, 1, 1, 0x00, 0, 63, 0,
        0b0100_1000, 0b0111_1111,
        0xFF, 0xD9,
    ];
}
