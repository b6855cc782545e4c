namespace AttentionLens.Bert;

/// <summary>What stands on top of the blocks.</summary>
internal enum BertArchitecture
{
    Headless,
    MaskedLanguage,
    SequenceClassification,
    TokenClassification,
    QuestionAnswering,
}
