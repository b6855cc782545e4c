namespace AttentionLens.Models;

/// <summary>What a family's checkpoints call the parts of an encoder that reads text. The defaults are BERT's.</summary>
public sealed record TextEncoderNames
{
    /// <summary>What stands before the names of the encoder in a model with a head, for instance <c>bert.</c>.</summary>
    public required string Prefix { get; init; }

    /// <summary>The blocks, without their index, within the encoder.</summary>
    public string Blocks { get; init; } = "encoder.layer";

    /// <summary>The layers of a block.</summary>
    public EncoderBlockNames Block { get; init; } = EncoderBlockNames.Bert;

    /// <summary>The pooler that a model without a head may have, within the encoder; null for none.</summary>
    public string? Pooler { get; init; } = "pooler.dense";

    /// <summary>The masked language head.</summary>
    public required MaskedLanguageNames MaskedLanguage { get; init; }

    /// <summary>The layers that classify a sequence.</summary>
    public required SequenceClassifierNames SequenceClassifier { get; init; }
}
