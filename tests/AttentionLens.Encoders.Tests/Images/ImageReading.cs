using System.Text.Json.Nodes;
using AttentionLens.Models;

namespace AttentionLens.Encoders.Tests.Images;

/// <summary>Image files through a folder's preprocessing, as a model gets them.</summary>
internal static class ImageReading
{
    /// <summary>Preprocessing that hands grey levels on as they are.</summary>
    public const string Untouched = """{"do_resize": false, "do_rescale": false, "do_normalize": false}""";

    public static ImagePixels Read(byte[] file, string preprocessing = Untouched, int channels = 3, string name = "image.png")
    {
        using TestFolder folder = new(new JsonObject { ["model_type"] = "vit" });
        folder.Write("preprocessor_config.json", preprocessing);
        File.WriteAllBytes(folder.At(name), file);
        return Processor(folder, channels).Encode(0, new LensInput { Image = folder.At(name) }, new EncodeOptions()).Pixels!;
    }

    public static ImageInputProcessor Processor(TestFolder folder, int channels) => new(
        folder.Open(), new ImageInputSettings { Channels = channels, PatchSide = 1, Leading = ["[CLS]"] });

    /// <summary>A grey image from its rows.</summary>
    public static byte[] Grey(params int[][] rows) => new PngBytes
    {
        Width = rows[0].Length,
        Height = rows.Length,
        Sample = (row, column, _) => rows[row][column],
    }.ToArray();
}
