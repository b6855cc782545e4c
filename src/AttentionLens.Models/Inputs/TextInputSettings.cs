namespace AttentionLens.Models;

/// <summary>What a model takes as text.</summary>
public sealed record TextInputSettings
{
    /// <summary>The number of token ids.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>The number of token types (segments); 1 where the model has none.</summary>
    public required int TokenTypes { get; init; }

    /// <summary>The largest number of positions.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>The id of padding.</summary>
    public required int PaddingId { get; init; }

    /// <summary>Whether what the model reads begins and ends with special tokens, like <c>[CLS]</c> and <c>[SEP]</c>. Where no tokenizer says which
    /// ids those are, the first and the last id that is attended to stand for them.</summary>
    /// <value>false by default.</value>
    public bool IsFramed { get; init; }

    /// <summary>Whether the model goes on writing behind what it reads, so that a target text stands there.</summary>
    /// <value>false by default.</value>
    public bool ContinuesText { get; init; }
}
