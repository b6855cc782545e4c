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
