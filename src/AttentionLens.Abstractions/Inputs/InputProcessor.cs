namespace AttentionLens;

/// <summary>Turns what a user gives into what a model takes.</summary>
public abstract class InputProcessor
{
    /// <summary>The largest number of positions the model has, or null where there is no bound.</summary>
    public abstract int? MaxLength { get; }

    /// <summary>The id of the padding token, in [0, vocabulary size), or null where the model reads no tokens.</summary>
    /// <value>null by default.</value>
    public virtual int? PadId => null;

    /// <summary>The id of the mask token, in [0, vocabulary size), or null where the model has none or no tokenizer says which it is.</summary>
    /// <value>null by default.</value>
    public virtual int? MaskId => null;

    /// <summary>A vocabulary entry as a reader writes it, for instance <c>are</c> for <c>Ġare</c>; of the decoder's vocabulary where there is one.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The text; null where there is no such entry or nothing says how it is spelled, which is the default.</returns>
    public virtual string? TextOf(int id) => null;

    /// <summary>An image as a person sees it: what preprocessing did to its colours is undone.</summary>
    /// <param name="pixels">The image as the model takes it.</param>
    /// <returns>The image; null where nothing says how its colours were changed, which is the default.</returns>
    public virtual ColorImage? ToImage(ImagePixels pixels) => null;

    /// <summary>Encodes one input on its own, without padding.</summary>
    /// <param name="index">Its index in the whole input, from 0.</param>
    /// <param name="input">The input.</param>
    /// <param name="options">How to encode.</param>
    /// <exception cref="LensInputException">The input is empty, too long, has ids outside the vocabulary, or is of a kind that the model does not take.</exception>
    public abstract EncodedExample Encode(long index, LensInput input, EncodeOptions options);

    /// <summary>Pads examples on the right to the longest and makes them one batch. Examples keep the padding they have.</summary>
    /// <param name="examples">The examples, at least one.</param>
    public abstract InputBatch Collate(IReadOnlyList<EncodedExample> examples);
}
