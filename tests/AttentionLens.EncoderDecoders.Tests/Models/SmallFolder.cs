using System.Text.Json.Nodes;

namespace AttentionLens.EncoderDecoders.Tests.Models;

/// <summary>A model folder with the configuration of a small model, in a temporary folder of its own.</summary>
internal sealed class SmallFolder : IDisposable
{
    public const int Vocabulary = 23;
    public const int Positions = 13;

    private const string BartConfig = """
        {"model_type": "bart", "architectures": ["BartForConditionalGeneration"], "d_model": 12, "encoder_layers": 2, "decoder_layers": 1,
         "encoder_attention_heads": 3, "decoder_attention_heads": 2, "encoder_ffn_dim": 20, "decoder_ffn_dim": 14, "vocab_size": 23,
         "max_position_embeddings": 13, "activation_function": "relu", "scale_embedding": true, "pad_token_id": 1, "decoder_start_token_id": 2}
        """;

    private const string MarianConfig = """
        {"model_type": "marian", "architectures": ["MarianMTModel"], "d_model": 9, "encoder_layers": 1, "decoder_layers": 2,
         "encoder_attention_heads": 3, "decoder_attention_heads": 3, "encoder_ffn_dim": 16, "decoder_ffn_dim": 16, "vocab_size": 23,
         "max_position_embeddings": 13, "activation_function": "swish", "pad_token_id": 22, "decoder_start_token_id": 22,
         "static_position_embeddings": true, "normalize_embedding": false, "normalize_before": false, "tie_word_embeddings": false}
        """;

    private const string T5Config = """
        {"model_type": "t5", "architectures": ["T5ForConditionalGeneration"], "d_model": 10, "d_kv": 3, "d_ff": 17, "num_heads": 2,
         "num_layers": 2, "num_decoder_layers": 1, "relative_attention_num_buckets": 6, "relative_attention_max_distance": 9,
         "layer_norm_epsilon": 1e-3, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": false, "vocab_size": 23, "pad_token_id": 0,
         "decoder_start_token_id": 0}
        """;

    private const string Gpt2Config = """
        {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 12, "n_head": 3, "n_layer": 2, "n_positions": 13, "vocab_size": 23}
        """;

    public SmallFolder(string variant, params ReadOnlySpan<(string Key, JsonNode? Value)> changes)
    {
        Path = Directory.CreateTempSubdirectory("lens-two-stacks-").FullName;
        (string text, (string Key, JsonNode? Value)[] own) = variant switch
        {
            "bart" => (BartConfig, []),
            "bart headless" => (BartConfig, [("architectures", new JsonArray("BartModel"))]),
            "marian" => (MarianConfig, []),
            "marian headless" => (MarianConfig, [("architectures", new JsonArray("MarianModel")), ("scale_embedding", true)]),
            "gpt2" => (Gpt2Config, []),
            "gpt2 headless" => (Gpt2Config, [("architectures", new JsonArray("GPT2Model"))]),
            "t5" => (T5Config, []),
            "t5 tied" => (T5Config, new (string, JsonNode?)[] { ("tie_word_embeddings", true), ("feed_forward_proj", "relu") }),
            "t5 headless" => (T5Config, [("architectures", new JsonArray("T5Model")), ("feed_forward_proj", "gated-silu")]),
            _ => (T5Config, [("architectures", new JsonArray("T5EncoderModel"))]),
        };
        JsonObject config = JsonNode.Parse(text)!.AsObject();
        foreach ((string key, JsonNode? value) in (ReadOnlySpan<(string, JsonNode?)>)[.. own, .. changes])
        {
            config[key] = value;
        }

        Family = config["model_type"]!.GetValue<string>();
        Write("config.json", config.ToJsonString());
    }

    public string Family { get; }

    public string Path { get; }

    public void Write(string file, string text) => File.WriteAllText(System.IO.Path.Combine(Path, file), text);

    public ModelFolder Open() => ModelFolder.Open(Path);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
