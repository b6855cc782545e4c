namespace AttentionLens.Samples;

/// <summary>The shape of the model.</summary>
internal static class SentimentConfig
{
    /// <summary>The most tokens of an input, special tokens included.</summary>
    public const int MaxPositions = 64;

    private const int Layers = 4;
    private const int Heads = 4;
    private const int Width = 128;
    private const int MlpWidth = 256;

    // Small widths need larger weights than BERT's 0.02 for attention to leave the uniform.
    private const double InitializerRange = 0.05;

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="vocabularySize">The number of tokens.</param>
    public static byte[] Write(int vocabularySize) => JsonText.Write(json =>
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("BertForSequenceClassification");
        json.WriteEndArray();
        json.WriteString("model_type", "bert");
        json.WriteNumber("vocab_size", vocabularySize);
        json.WriteNumber("hidden_size", Width);
        json.WriteNumber("num_hidden_layers", Layers);
        json.WriteNumber("num_attention_heads", Heads);
        json.WriteNumber("intermediate_size", MlpWidth);
        json.WriteString("hidden_act", "gelu");
        json.WriteNumber("max_position_embeddings", MaxPositions);
        json.WriteNumber("type_vocab_size", 2);
        json.WriteNumber("layer_norm_eps", 1e-12);
        json.WriteString("position_embedding_type", "absolute");
        json.WriteNumber("pad_token_id", WordPieceVocabulary.Special.IndexOf("[PAD]"));
        json.WriteNumber("initializer_range", InitializerRange);
        json.WriteNumber("hidden_dropout_prob", 0);
        json.WriteNumber("attention_probs_dropout_prob", 0);
        json.WriteString("torch_dtype", "bfloat16");
        json.WriteStartObject("id2label");
        json.WriteString("0", "negative");
        json.WriteString("1", "positive");
        json.WriteEndObject();
        json.WriteStartObject("label2id");
        json.WriteNumber("negative", 0);
        json.WriteNumber("positive", 1);
        json.WriteEndObject();
    });
}
