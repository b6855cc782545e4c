using System.Globalization;
using System.Text.Json.Nodes;
using AttentionLens.Models;

namespace AttentionLens.Encoders.Tests.Images;

/// <summary>What <c>preprocessor_config.json</c> does to an image.</summary>
public sealed class PreprocessingTests
{
    [Theory]
    [InlineData("""{"do_resize": false}""", 3)]
    [InlineData("""{"do_resize": false, "image_mean": [0.48, 0.45, 0.4], "image_std": [0.22, 0.23, 0.25]}""", 3)]
    [InlineData("""{"do_resize": false, "image_mean": [0.1], "image_std": [2]}""", 1)]
    [InlineData(ImageReading.Untouched, 1)]
    public void ToImage_WhatPreprocessingGave_IsTheImageAgain(string preprocessing, int channels)
    {
        using TestFolder folder = new(new JsonObject { ["model_type"] = "vit" });
        folder.Write("preprocessor_config.json", preprocessing);
        File.WriteAllBytes(folder.At("image.png"), ImageReading.Grey([0, 1, 2], [127, 254, 255]));
        ImageInputProcessor processor = ImageReading.Processor(folder, channels);
        ImagePixels pixels = processor.Encode(0, new LensInput { Image = folder.At("image.png") }, new EncodeOptions()).Pixels!;

        ColorImage? image = processor.ToImage(pixels);

        Assert.Equal((3, 2), (image!.Width, image.Height));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 127, 127, 127, 254, 254, 254, 255, 255, 255], image.Values.ToArray());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"do_resize": false, "rescale_factor": 0}""")]
    [InlineData("""{"do_resize": false, "image_mean": [0.5, 0.5], "image_std": [1, 1]}""")]
    public void ToImage_ColoursThatCannotBeUndone_IsNoImage(string? preprocessing)
    {
        using TestFolder folder = new(new JsonObject { ["model_type"] = "vit" });
        if (preprocessing is not null)
        {
            folder.Write("preprocessor_config.json", preprocessing);
        }

        Assert.Null(ImageReading.Processor(folder, 3).ToImage(new ImagePixels(3, 1, 1, [0, 0, 0])));
    }

    [Fact]
    public void ToImage_PixelsOutsideTheLevels_AreCut()
    {
        using TestFolder folder = new(new JsonObject { ["model_type"] = "vit" });
        folder.Write("preprocessor_config.json", ImageReading.Untouched);

        ColorImage? image = ImageReading.Processor(folder, 3).ToImage(new ImagePixels(3, 1, 1, [-1e30f, 300, 12.6f]));

        Assert.Equal([0, 255, 13], image!.Values.ToArray());
    }

    [Theory]
    [InlineData(0, "1, 3")]
    [InlineData(2, "17, 33")]
    [InlineData(4, "15, 35")]
    public void Encode_LineMadeShorter_MixesEveryPixelThatCounts(int filter, string expected)
    {
        // By hand. Nearest: pixels 1 and 3. Bilinear, stretched to twice its width: weights 3, 3, 1 of 7. Box: the mean of two.
        int[] line = filter == 0 ? [0, 1, 2, 3] : [10, 20, 30, 40];

        ImagePixels pixels = ImageReading.Read(ImageReading.Grey(line), Resize(filter, 1, 2), 1);

        Assert.Equal(expected, string.Join(", ", pixels.Values));
    }

    [Fact]
    public void Encode_LineMadeLonger_IsInterpolatedAndHeldAtItsEnds()
    {
        ImagePixels pixels = ImageReading.Read(ImageReading.Grey([0, 100]), Resize(2, 1, 4), 1);

        Assert.Equal("0, 25, 75, 100", string.Join(", ", pixels.Values));
    }

    [Fact]
    public void Encode_BicubicBetweenBlackAndWhite_OvershootsAndIsHeldInRange()
    {
        ImagePixels pixels = ImageReading.Read(ImageReading.Grey([100, 100, 200, 200]), Resize(3, 1, 8), 1);

        Assert.True(pixels.Values[2] < 100, $"{pixels.Values[2]}");
        Assert.True(pixels.Values[5] > 200, $"{pixels.Values[5]}");
        Assert.Equal(300, pixels.Values[3] + pixels.Values[4]);
        ImagePixels extreme = ImageReading.Read(ImageReading.Grey([0, 0, 255, 255]), Resize(3, 1, 8), 1);
        Assert.All(extreme.Values, level => Assert.InRange(level, 0, 255));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Encode_Resized_IsWithinOneLevelOfTheFormula(int filter)
    {
        int[][] rows = [.. Enumerable.Range(0, 9).Select(row => Enumerable.Range(0, 14).Select(column => ((row * 53) + (column * 91) + (row * column)) % 256).ToArray())];
        foreach ((int height, int width) in ((int, int)[])[(5, 6), (20, 31), (9, 3), (4, 14), (1, 1)])
        {
            ImagePixels pixels = ImageReading.Read(ImageReading.Grey(rows), Resize(filter, height, width), 1);

            double[][] expected = Transposed(Resampled(filter, Transposed(Resampled(filter, rows.Select(row => row.Select(level => (double)level).ToArray()).ToArray(), width)), height));
            for (int index = 0; index < pixels.Values.Length; index++)
            {
                Assert.Equal(expected[index / width][index % width], pixels.Values[index], 1.5);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Encode_OneLevelEverywhere_StaysThatLevel(int filter)
    {
        int[][] rows = [.. Enumerable.Repeat(Enumerable.Repeat(201, 7).ToArray(), 5)];

        Assert.All(ImageReading.Read(ImageReading.Grey(rows), Resize(filter, 9, 3), 1).Values, level => Assert.Equal(201, level));
    }

    [Fact]
    public void Encode_RescaleAndNormalize_AreTheirFormulaForEachChannel()
    {
        PngBytes png = new() { Width = 2, Height = 1, Color = 2, Sample = (_, column, channel) => (column * 100) + (channel * 20) };

        ImagePixels pixels = ImageReading.Read(
            png.ToArray(), """{"do_resize": false, "rescale_factor": 0.01, "image_mean": [0.1, 0.2, 0.3], "image_std": [0.5, 0.25, 2]}""");

        float[] expected = [-0.2f, 1.8f, 0, 4, 0.05f, 0.55f];
        TestModel.AssertClose(expected, pixels.Values.AsSpan(), 1e-6);
    }

    [Fact]
    public void Encode_Defaults_AreThoseOfTheReference()
    {
        ImagePixels pixels = ImageReading.Read(ImageReading.Grey([0, 255]), "{}", 3);

        Assert.Equal((3, 224, 224), (pixels.Channels, pixels.Height, pixels.Width));
        Assert.Equal(-1, pixels.Values[0]);
        Assert.Equal(1, pixels.Values[^1]);
    }

    [Fact]
    public void Encode_ColorForAModelOfOneChannel_IsWeighed()
    {
        PngBytes png = new() { Width = 3, Height = 1, Color = 2, Sample = (_, column, channel) => column == channel ? 200 : 0 };

        ImagePixels pixels = ImageReading.Read(png.ToArray(), ImageReading.Untouched, 1);

        Assert.Equal("60, 117, 23", string.Join(", ", pixels.Values));
    }

    [Theory]
    [InlineData("""{"shortest_edge": 4}""", 4, 6)]
    [InlineData("""{"height": 2, "width": 5}""", 2, 5)]
    [InlineData("3", 3, 3)]
    public void Encode_Size_IsReadInEveryForm(string size, int height, int width)
    {
        int[][] rows = [.. Enumerable.Repeat(new int[13], 8)];

        ImagePixels pixels = ImageReading.Read(
            ImageReading.Grey(rows), $$"""{"size": {{size}}, "do_rescale": false, "do_normalize": false}""", 1);

        Assert.Equal((height, width), (pixels.Height, pixels.Width));
    }

    [Theory]
    [InlineData(2, "6, 7")]
    [InlineData(5, "0, 5, 6, 7, 8")]
    public void Encode_CenterCrop_TakesTheMiddleOrPutsBlackAround(int width, string expected)
    {
        ImagePixels pixels = ImageReading.Read(
            ImageReading.Grey([1, 2, 3, 4], [5, 6, 7, 8], [9, 9, 9, 9]),
            $$$"""{"do_resize": false, "do_rescale": false, "do_normalize": false, "do_center_crop": true, "crop_size": {"height": 1, "width": {{{width}}}}}""",
            1);

        Assert.Equal(expected, string.Join(", ", pixels.Values));
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("{", "JSON")]
    [InlineData("""{"size": 0}""", "'size'")]
    [InlineData("""{"size": {"longest_edge": 3}}""", "height")]
    [InlineData("""{"size": {"height": 3, "width": 3, "depth": 3}}""", "depth")]
    [InlineData("""{"size": {"height": 3, "width": 1000000}}""", "'size.width'")]
    [InlineData("""{"resample": 9}""", "'resample'")]
    [InlineData("""{"do_pad": true}""", "'do_pad'")]
    [InlineData("""{"do_resize": "yes"}""", "'do_resize'")]
    [InlineData("""{"image_std": [0, 1, 1]}""", "'image_std'")]
    [InlineData("""{"image_mean": [0.5, 0.5, 0.5]}""", "'image_std'")]
    [InlineData("""{"image_mean": [0.5, 0.5], "image_std": [1, 1]}""", "channels")]
    [InlineData("""{"do_center_crop": true, "crop_size": {"shortest_edge": 3}}""", "'crop_size'")]
    public void Encode_PreprocessingThatCannotBe_IsRefused(string preprocessing, string word) =>
        TestModel.AssertRefused(() => ImageReading.Read(ImageReading.Grey([1, 2]), preprocessing), word);

    [Fact]
    public void Encode_NoPreprocessing_AsksForPixels()
    {
        using TestFolder folder = new(new() { ["model_type"] = "vit" });
        File.WriteAllBytes(folder.At("image.png"), ImageReading.Grey([1]));

        TestModel.AssertRefused(
            () => ImageReading.Processor(folder, 3).Encode(0, new LensInput { Image = folder.At("image.png") }, new EncodeOptions()),
            "preprocessor_config.json",
            "pixels");
    }

    private static string Resize(int filter, int height, int width) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"size": {"height": {{{height}}}, "width": {{{width}}}}, "resample": {{{filter}}}, "do_rescale": false, "do_normalize": false}""");

    private static double[][] Transposed(double[][] rows) => [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Select(row => row[column]).ToArray())];

    // Every pixel of a line against every other, with the filter's own definition.
    private static double[][] Resampled(int filter, double[][] rows, int to) => [.. rows.Select(row => Enumerable.Range(0, to).Select(pixel =>
    {
        double scale = (double)row.Length / to;
        double stretch = Math.Max(1, scale);
        double[] weights = [.. Enumerable.Range(0, row.Length).Select(source => Weight(filter, (source + 0.5 - ((pixel + 0.5) * scale)) / stretch))];
        double level = row.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
        return Math.Clamp(level, 0, 255);
    }).ToArray())];

    private static double Weight(int filter, double x)
    {
        double d = Math.Abs(x);
        double sinc = d == 0 ? 1 : Math.Sin(Math.PI * d) / (Math.PI * d);
        return filter switch
        {
            1 => d < 3 ? sinc * (d == 0 ? 1 : Math.Sin(Math.PI * d / 3) / (Math.PI * d / 3)) : 0,
            2 => d < 1 ? 1 - d : 0,
            3 => d < 1 ? (1.5 * d * d * d) - (2.5 * d * d) + 1 : d < 2 ? (-0.5 * d * d * d) + (2.5 * d * d) - (4 * d) + 2 : 0,
            4 => x is > -0.5 and <= 0.5 ? 1 : 0,
            _ => d < 1 ? sinc * (0.54 + (0.46 * Math.Cos(Math.PI * d))) : 0,
        };
    }
}
