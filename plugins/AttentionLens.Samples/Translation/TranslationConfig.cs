namespace AttentionLens.Samples;

/// <summary>The shape of the model.</summary>
internal static class TranslationConfig
{
    /// <summary>The most tokens of a side, special tokens included.</summary>
    public const int MaxPositions = 32;

    private const int Layers = 2;
    private const int Heads = 4;
    private const int Width = 96;
    private const int MlpWidth = 192;

    // Small widths need larger weights than BART's 0.02 for attention to leave the uniform.
    private const double InitializerRange = 0.05;

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="vocabularySize">The number of tokens.</param>
    public static byte[] Write(int vocabularySize) => JsonText.Write(json =>
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("BartForConditionalGeneration");
        json.WriteEndArray();
        json.WriteString("model_type", "bart");
        json.WriteBoolean("is_encoder_decoder", true);
        json.WriteNumber("vocab_size", vocabularySize);
        json.WriteNumber("d_model", Width);
        json.WriteNumber("encoder_layers", Layers);
        json.WriteNumber("encoder_attention_heads", Heads);
        json.WriteNumber("encoder_ffn_dim", MlpWidth);
        json.WriteNumber("decoder_layers", Layers);
        json.WriteNumber("decoder_attention_heads", Heads);
        json.WriteNumber("decoder_ffn_dim", MlpWidth);
        json.WriteString("activation_function", "gelu");
        json.WriteBoolean("scale_embedding", true);
        json.WriteNumber("max_position_embeddings", MaxPositions);
        json.WriteNumber("bos_token_id", TranslationTokenizer.IdOf(TranslationTokenizer.Beginning));
        json.WriteNumber("pad_token_id", TranslationTokenizer.IdOf(TranslationTokenizer.Padding));
        json.WriteNumber("eos_token_id", TranslationTokenizer.IdOf(TranslationTokenizer.End));
        json.WriteNumber("decoder_start_token_id", TranslationTokenizer.IdOf(TranslationTokenizer.Beginning));
        json.WriteNull("forced_eos_token_id");
        json.WriteNumber("initializer_range", InitializerRange);
        json.WriteNumber("dropout", 0);
        json.WriteNumber("attention_dropout", 0);
        json.WriteNumber("activation_dropout", 0);
        json.WriteString("torch_dtype", "bfloat16");
    });
}
