using System.Collections.Immutable;

namespace AttentionLens.Models.Images;

/// <summary>Reads the configuration of preprocessing.</summary>
internal static class ImagePreprocessorConfig
{
    private const int LongestEdge = 1 << 13;
    private const double LargestLevel = 255;

    public static ImagePreprocessor Read(ModelConfig config)
    {
        DemandNothingElse(config);
        bool normalizes = config.Flag("do_normalize", true);
        ImagePreprocessor read = new()
        {
            Size = config.Flag("do_resize", true) ? SizeOf(config, "size") ?? new ImageSize(224, 224, KeepsProportions: false) : null,
            Filter = (ResampleFilter)config.Integer("resample", 0, (int)ResampleFilter.Hamming, (int)ResampleFilter.Bilinear),
            Crop = config.Flag("do_center_crop", false) ? CropOf(config) : null,
            Scale = config.Flag("do_rescale", true) ? config.Number("rescale_factor", 0, 1e6, 1 / LargestLevel) : 1,
            Mean = normalizes ? Normals(config, "image_mean", -1e6) : [],
            Deviation = normalizes ? Normals(config, "image_std", 1e-6) : [],
        };
        return read.Mean.Length == read.Deviation.Length
            ? read
            : throw config.Refuse("image_std", $"of {read.Deviation.Length} channels", $"as many as image_mean has, {read.Mean.Length}");
    }

    // A step that is not known here would change numbers if it were left out.
    private static void DemandNothingElse(ModelConfig config)
    {
        config.Ignore("do_resize", "do_center_crop", "do_rescale", "do_normalize", "do_convert_rgb");
        foreach (string step in config.LeftOver().Where(key => key.StartsWith("do_", StringComparison.Ordinal)))
        {
            if (config.Flag(step, false))
            {
                throw config.Refuse(step, "true", "false: the steps that are supported are resize, center_crop, rescale, normalize and convert_rgb");
            }
        }
    }

    private static ImageSize CropOf(ModelConfig config) => SizeOf(config, "crop_size") is not { } crop
        ? new ImageSize(224, 224, KeepsProportions: false)
        : !crop.KeepsProportions ? crop : throw config.Refuse("crop_size", "a shortest edge", "a height and a width");

    private static ImageSize? SizeOf(ModelConfig config, string key)
    {
        if (!config.IsObject(key))
        {
            return config.Pair(key, 1, LongestEdge) is (int height, int width) ? new ImageSize(height, width, KeepsProportions: false) : null;
        }

        ModelConfig size = config.Section(key)!;
        ImageSize read = size.Has("shortest_edge")
            ? new ImageSize(size.Integer("shortest_edge", 1, LongestEdge), size.Integer("shortest_edge", 1, LongestEdge), KeepsProportions: true)
            : new ImageSize(size.Integer("height", 1, LongestEdge), size.Integer("width", 1, LongestEdge), KeepsProportions: false);
        ImmutableArray<string> others = size.LeftOver();
        return others.IsEmpty ? read : throw config.Refuse(key, $"an object with {ModelConfig.Quote(others[0])}", "height and width, or shortest_edge");
    }

    private static ImmutableArray<float> Normals(ModelConfig config, string key, double minimum) =>
        config.Numbers(key, minimum, 1e6) is { IsEmpty: false } given ? [.. given.Select(number => (float)number)] : [0.5f];
}
