namespace AttentionLens.Samples;

/// <summary>The shape of the model: that of Abnar and Zuidema 2020 for number agreement.</summary>
internal static class AgreementConfig
{
    /// <summary>The most tokens of an input.</summary>
    public const int MaxPositions = 64;

    private const int Layers = 6;
    private const int Heads = 8;
    private const int Width = 128;
    private const int MlpWidth = 256;

    // Small widths need larger weights than GPT-2's 0.02 for attention to leave the uniform.
    private const double InitializerRange = 0.05;

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="vocabularySize">The number of tokens.</param>
    public static byte[] Write(int vocabularySize) => JsonText.Write(json =>
    {
        json.WriteStartArray("architectures");
        json.WriteStringValue("GPT2LMHeadModel");
        json.WriteEndArray();
        json.WriteString("model_type", "gpt2");
        json.WriteNumber("vocab_size", vocabularySize);
        json.WriteNumber("n_positions", MaxPositions);
        json.WriteNumber("n_ctx", MaxPositions);
        json.WriteNumber("n_embd", Width);
        json.WriteNumber("n_layer", Layers);
        json.WriteNumber("n_head", Heads);
        json.WriteNumber("n_inner", MlpWidth);
        json.WriteString("activation_function", "gelu_new");
        json.WriteNumber("layer_norm_epsilon", 1e-5);
        json.WriteNumber("initializer_range", InitializerRange);
        json.WriteNumber("attn_pdrop", 0);
        json.WriteNumber("embd_pdrop", 0);
        json.WriteNumber("resid_pdrop", 0);
        json.WriteNumber("bos_token_id", SentenceVocabulary.EndId);
        json.WriteNumber("eos_token_id", SentenceVocabulary.EndId);
        json.WriteBoolean("tie_word_embeddings", true);
        json.WriteString("torch_dtype", "float16");
    });

    /// <summary>The content of <c>generation_config.json</c>: how a text begins and ends.</summary>
    public static byte[] WriteGeneration() => JsonText.Write(json =>
    {
        json.WriteNumber("bos_token_id", SentenceVocabulary.EndId);
        json.WriteNumber("eos_token_id", SentenceVocabulary.EndId);
    });
}
