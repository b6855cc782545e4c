using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Models.Images;

namespace AttentionLens.Models;

/// <summary>Turns images into batches. The folder's preprocessing is read when it is first needed: pixels need none.</summary>
public sealed class ImageInputProcessor : InputProcessor
{
    private readonly ImageInputSettings _settings;
    private readonly Lazy<ImagePreprocessor> _preprocessor;

    /// <summary>Creates a processor.</summary>
    /// <param name="folder">The model's folder, which may hold <c>preprocessor_config.json</c>.</param>
    /// <param name="settings">What the model takes.</param>
    public ImageInputProcessor(ModelFolder folder, ImageInputSettings settings)
    {
        _settings = settings;
        _preprocessor = new Lazy<ImagePreprocessor>(() => ImagePreprocessor.Load(folder));
    }

    /// <inheritdoc/>
    public override int? MaxLength => null;

    /// <inheritdoc/>
    public override ColorImage? ToImage(ImagePixels pixels)
    {
        try
        {
            return _preprocessor.Value.Undo(pixels);
        }
        catch (LensInputException)
        {
            // Pixels need no preprocessing, so a folder without it is no error here.
            return null;
        }
    }

    /// <inheritdoc/>
    public override EncodedExample Encode(long index, LensInput input, EncodeOptions options)
    {
        if (input.Text is not null || !input.Ids.IsDefault || input.TargetText is not null || !input.DecoderIds.IsDefault)
        {
            throw Refuse(index, input, "has a text or ids", "an image or pixels alone, which is what the model sees");
        }

        if (input.Image is null == input.Pixels is null)
        {
            throw Refuse(index, input, input.Image is null ? "has neither an image nor pixels" : "has both an image and pixels", "one of them");
        }

        ImagePixels pixels = input.Pixels ?? _preprocessor.Value.Process(ImageFile.Read(input.Image!), _settings.Channels);
        if (pixels.Channels != _settings.Channels)
        {
            throw Refuse(index, input, $"has {pixels.Channels} channels", $"{_settings.Channels}");
        }

        if (pixels.Height < _settings.PatchSide || pixels.Width < _settings.PatchSide)
        {
            throw Refuse(index, input, $"is {pixels.Height} pixels high and {pixels.Width} wide", $"at least one patch of {_settings.PatchSide} by {_settings.PatchSide}");
        }

        if (pixels.Values.Any(value => !float.IsFinite(value)))
        {
            throw Refuse(index, input, "has pixels that are NaN or infinite", "finite numbers");
        }

        PatchGrid grid = new(
            pixels.Height / _settings.PatchSide, pixels.Width / _settings.PatchSide, _settings.PatchSide, _settings.Leading.Length);
        ImmutableArray<LensToken> tokens = Tokens(grid);
        return new EncodedExample(index, input, tokens, [.. new int[tokens.Length]], [.. Enumerable.Repeat(true, tokens.Length)])
        {
            Pixels = pixels,
            Patches = grid,
        };
    }

    /// <inheritdoc/>
    /// <exception cref="LensInputException">The images are of different sizes.</exception>
    public override InputBatch Collate(IReadOnlyList<EncodedExample> examples)
    {
        ImagePixels? first = examples[0].Pixels;
        foreach (EncodedExample example in examples)
        {
            if (example.Pixels is not { } pixels || pixels.Height != first!.Height || pixels.Width != first.Width)
            {
                throw Refuse(
                    example.Index,
                    example.Input,
                    example.Pixels is { } other ? $"is {other.Height} pixels high and {other.Width} wide" : "is no image",
                    first is null ? "images" : $"{first.Height} and {first.Width} like the batch's first; images of one size go together");
            }
        }

        return new InputBatch([.. examples]);
    }

    private ImmutableArray<LensToken> Tokens(PatchGrid grid)
    {
        ImmutableArray<LensToken>.Builder tokens = ImmutableArray.CreateBuilder<LensToken>(grid.First + (grid.Rows * grid.Columns));
        foreach (string name in _settings.Leading)
        {
            tokens.Add(new LensToken(tokens.Count, name, 0..0, IsSpecial: true));
        }

        while (tokens.Count < tokens.Capacity)
        {
            (int row, int column) = grid.At(tokens.Count)!.Value;
            tokens.Add(new LensToken(tokens.Count, $"r{row}c{column}", 0..0, IsSpecial: false));
        }

        return tokens.DrainToImmutable();
    }

    private static LensInputException Refuse(long index, LensInput input, string found, string expected) =>
        new($"Input {(input.Id is { } id ? Quoted.Of(id) : $"{index}")} {found}; expected {expected}.");
}
