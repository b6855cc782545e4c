namespace AttentionLens.T5;

/// <summary>Which stacks there are, and what stands on top.</summary>
internal enum T5Architecture
{
    EncoderAlone,
    Headless,
    ConditionalGeneration,
}
