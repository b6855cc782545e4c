namespace AttentionLens.Models;

/// <summary>What stands on top of the blocks of an encoder that reads text.</summary>
public enum TextEncoderArchitecture
{
    /// <summary>Nothing: the model gives hidden states.</summary>
    Headless,

    /// <summary>The token at every position.</summary>
    MaskedLanguage,

    /// <summary>A class for the whole sequence.</summary>
    SequenceClassification,

    /// <summary>A class for every position.</summary>
    TokenClassification,

    /// <summary>The start and the end of an answer.</summary>
    QuestionAnswering,
}
