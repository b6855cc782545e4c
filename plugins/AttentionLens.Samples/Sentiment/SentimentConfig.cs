namespace AttentionLens.Samples;

/// <summary>The shape of the model.</summary>
internal static class SentimentConfig
{
    /// <summary>The most tokens of an input, special tokens included.</summary>
    public const int MaxPositions = 64;

    // Small widths need larger weights than BERT's 0.02 for attention to leave the uniform soon.
    private const double InitializerRange = 0.05;

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="vocabularySize">The number of tokens.</param>
    public static byte[] Write(int vocabularySize) =>
        new BertConfig(Layers: 4, Heads: 4, ["negative", "positive"]) { MaxPositions = MaxPositions, InitializerRange = InitializerRange }.Write(vocabularySize);
}
