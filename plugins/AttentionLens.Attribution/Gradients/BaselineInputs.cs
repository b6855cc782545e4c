namespace AttentionLens.Attribution;

/// <summary>Inputs in which nothing is said any more: every token but the special ones is the padding or the mask token, every image black.</summary>
internal static class BaselineInputs
{
    /// <summary>The batch with the baseline in its place; null where the baseline is no input but zeros.</summary>
    /// <exception cref="LensInputException">The model has no such token.</exception>
    public static InputBatch? Of(AttributionContext context, InputBatch batch)
    {
        if (context.Baseline == AttributionBaseline.Zero)
        {
            return null;
        }

        if (batch.Examples[0].Pixels is not null)
        {
            return context.Baseline == AttributionBaseline.Pad
                ? Black(batch)
                : throw new LensInputException($"Baseline 'mask' needs a mask token, but model '{context.Model.Card.Name}' sees images; choose the baseline zero or pad.");
        }

        (int? id, string word) = context.Baseline == AttributionBaseline.Mask
            ? (context.Model.Inputs.MaskId, "mask")
            : (context.Model.Inputs.PadId, "pad");
        return id is { } token
            ? new InputBatch([.. batch.Examples.Select(example => Replaced(example, new LensToken(token, $"[{word.ToUpperInvariant()}]", 0..0, IsSpecial: true)))])
            : throw new LensInputException($"Baseline '{word}' needs a {word} token, but model '{context.Model.Card.Name}' has none or no tokenizer that says which it is; choose the baseline zero{(word == "mask" ? " or pad" : string.Empty)}.");
    }

    /// <summary>The batch with black images: pixels of zero in the units of the model.</summary>
    public static InputBatch Black(InputBatch batch) => new(
        [.. batch.Examples.Select(example => example.WithPixels(BlackImage(example.Pixels!)))]);

    private static ImagePixels BlackImage(ImagePixels pixels) => new(pixels.Channels, pixels.Height, pixels.Width, [.. new float[pixels.Values.Length]]);

    private static EncodedExample Replaced(EncodedExample example, LensToken token) =>
        example.WithTokens([.. example.Tokens.Select(read => read.IsSpecial ? read : token)]);
}
