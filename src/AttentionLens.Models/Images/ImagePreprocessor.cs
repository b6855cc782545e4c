using System.Collections.Immutable;
using System.Text.Json;

namespace AttentionLens.Models.Images;

/// <summary>Turns images into pixels as <c>preprocessor_config.json</c> says: resize, crop, rescale, normalise.</summary>
internal sealed record ImagePreprocessor
{
    public const string FileName = "preprocessor_config.json";

    /// <summary>The size to resize to; null for none.</summary>
    public ImageSize? Size { get; init; }

    public ResampleFilter Filter { get; init; }

    /// <summary>The size to crop to; null for none.</summary>
    public ImageSize? Crop { get; init; }

    /// <summary>What grey levels are multiplied with.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is subtracted from each channel, or from all; empty for nothing.</summary>
    public ImmutableArray<float> Mean { get; init; } = [];

    /// <summary>What each channel is then divided by.</summary>
    public ImmutableArray<float> Deviation { get; init; } = [];

    /// <summary>Reads a folder's preprocessing.</summary>
    /// <exception cref="LensInputException">There is none, or it asks for something that is not supported.</exception>
    public static ImagePreprocessor Load(ModelFolder folder)
    {
        FolderFile file = new(folder.Path, FileName);
        if (!file.Exists)
        {
            throw new LensInputException($"Model folder '{folder.Name}' holds no {FileName}, so it takes no image files; give pixels, or add the file.");
        }

        using JsonDocument document = file.ReadJson();
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? ImagePreprocessorConfig.Read(new ModelConfig(folder, FileName, document.RootElement.Clone()))
            : throw new LensInputException($"{folder.Name}/{FileName} holds a JSON {document.RootElement.ValueKind}; expected an object.");
    }

    /// <summary>Turns an image into what the model takes.</summary>
    /// <param name="image">The image.</param>
    /// <param name="channels">The model's channels: 1 or 3.</param>
    /// <exception cref="LensInputException">The model's channels are other than an image's.</exception>
    public ImagePixels Process(ByteImage image, int channels)
    {
        if (channels is not (1 or 3) || Mean.Length > 1 && Mean.Length != channels)
        {
            throw new LensInputException(
                $"The model takes {channels} channels and {FileName} normalises {Mean.Length}; expected 1 or 3 in both for image files, or give pixels.");
        }

        image = image.WithChannels(channels);
        if (Size is { } size)
        {
            (int height, int width) = size.For(image);
            image = ImageResizer.Resize(image, Filter, height, width);
        }

        if (Crop is { } crop)
        {
            image = image.Center(crop.Height, crop.Width);
        }

        ImmutableArray<float>.Builder values = ImmutableArray.CreateBuilder<float>(channels * image.Height * image.Width);
        for (int channel = 0; channel < channels; channel++)
        {
            float mean = Mean.IsEmpty ? 0 : Mean[channel % Mean.Length];
            float deviation = Deviation.IsEmpty ? 1 : Deviation[channel % Deviation.Length];
            foreach (byte level in image.Plane(channel))
            {
                values.Add(((float)(level * Scale) - mean) / deviation);
            }
        }

        return new ImagePixels(channels, image.Height, image.Width, values.DrainToImmutable());
    }

    /// <summary>Turns what the model takes back into grey levels or colours; what lies outside an image's levels is cut to them.</summary>
    /// <param name="pixels">The image as the model takes it.</param>
    /// <returns>The image, or null where it cannot be one: other channels, or colours that were multiplied with zero.</returns>
    public ColorImage? Undo(ImagePixels pixels)
    {
        if (pixels.Channels is not (1 or 3) || (Mean.Length > 1 && Mean.Length != pixels.Channels) || Scale <= 0)
        {
            return null;
        }

        int count = pixels.Height * pixels.Width;
        ImmutableArray<byte>.Builder values = ImmutableArray.CreateBuilder<byte>(3 * count);
        for (int pixel = 0; pixel < count; pixel++)
        {
            for (int color = 0; color < 3; color++)
            {
                int channel = pixels.Channels == 1 ? 0 : color;
                float mean = Mean.IsEmpty ? 0 : Mean[channel % Mean.Length];
                float deviation = Deviation.IsEmpty ? 1 : Deviation[channel % Deviation.Length];
                double level = (((double)pixels.Values[(channel * count) + pixel] * deviation) + mean) / Scale;
                values.Add((byte)Math.Clamp(Math.Round(level), 0, 255));
            }
        }

        return new ColorImage(pixels.Width, pixels.Height, values.MoveToImmutable());
    }
}
