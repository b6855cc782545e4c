using System.Text.Json.Nodes;
using AttentionLens.Decoders.Tests.Models;
using AttentionLens.Gpt2;
using AttentionLens.Llama;
using AttentionLens.Models;

namespace AttentionLens.Decoders.Tests.Configs;

/// <summary>Every value of a configuration that cannot be used is one line that names its key.</summary>
public sealed class ConfigTests : DecoderTest
{
    [Theory]
    [InlineData("gpt2", "n_embd", "null")]
    [InlineData("gpt2", "n_embd", "16777217")]
    [InlineData("gpt2", "n_head", "5")]
    [InlineData("gpt2", "n_head", "0")]
    [InlineData("gpt2", "n_layer", "-1")]
    [InlineData("gpt2", "n_inner", "0")]
    [InlineData("gpt2", "n_positions", "\"many\"")]
    [InlineData("gpt2", "vocab_size", "1.5")]
    [InlineData("gpt2", "pad_token_id", "19")]
    [InlineData("gpt2", "activation_function", "\"quick_gelu\"")]
    [InlineData("gpt2", "layer_norm_epsilon", "-1")]
    [InlineData("gpt2", "scale_attn_weights", "1")]
    [InlineData("gpt2", "scale_attn_by_inverse_layer_idx", "\"yes\"")]
    [InlineData("gpt2", "add_cross_attention", "true")]
    [InlineData("gpt2", "tie_word_embeddings", "0")]
    [InlineData("gpt2", "quantization_config", """{"bits":4}""")]
    [InlineData("llama", "hidden_size", "0")]
    [InlineData("llama", "num_attention_heads", "0")]
    [InlineData("llama", "num_key_value_heads", "4")]
    [InlineData("llama", "num_key_value_heads", "12")]
    [InlineData("llama", "head_dim", "5")]
    [InlineData("llama", "head_dim", "16777216")]
    [InlineData("llama", "intermediate_size", "[]")]
    [InlineData("llama", "num_hidden_layers", "4097")]
    [InlineData("llama", "max_position_embeddings", "0")]
    [InlineData("llama", "pad_token_id", "-2")]
    [InlineData("llama", "hidden_act", "\"silu2\"")]
    [InlineData("llama", "rms_norm_eps", "2")]
    [InlineData("llama", "attention_bias", "\"no\"")]
    [InlineData("llama", "mlp_bias", "{}")]
    [InlineData("llama", "rope_theta", "0")]
    [InlineData("llama", "rope_scaling", "\"linear\"")]
    [InlineData("llama", "rope_scaling.rope_type", """{"rope_type":"yarn","factor":2}""")]
    [InlineData("llama", "rope_scaling.type", """{"type":"dynamic","factor":2}""")]
    [InlineData("llama", "rope_scaling.factor", """{"type":"linear"}""")]
    [InlineData("llama", "rope_scaling.factor", """{"type":"linear","factor":0.5}""")]
    [InlineData("llama", "rope_scaling.high_freq_factor", """{"rope_type":"llama3","factor":2,"high_freq_factor":1,"original_max_position_embeddings":8}""")]
    [InlineData("llama", "rope_scaling.original_max_position_embeddings", """{"rope_type":"llama3","factor":2}""")]
    [InlineData("llama", "partial_rotary_factor", "0.5")]
    [InlineData("llama", "rope_parameters.rope_theta", """{"rope_type":"default","rope_theta":"x"}""")]
    [InlineData("mistral", "sliding_window", "0")]
    [InlineData("qwen2", "use_sliding_window", "1")]
    [InlineData("qwen2", "max_window_layers", "-1")]
    [InlineData("qwen2", "layer_types", """["full_attention"]""")]
    [InlineData("qwen2", "layer_types", """["full_attention","linear_attention"]""")]
    [InlineData("qwen2", "layer_types", "3")]
    public void Initialize_ValueThatCannotBeUsed_NamesItsKey(string name, string key, string value)
    {
        JsonObject config = SmallDecoders.Config(name);
        config[key.Split('.')[0]] = JsonNode.Parse(value);

        Assert.Contains($"'{key}' is ", RefusalOf(config), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2", "GPT2DoubleHeadsModel")]
    [InlineData("llama", "MistralForCausalLM")]
    [InlineData("qwen2", "Qwen2ForTokenClassification")]
    public void Match_OtherArchitecture_SaysWhatIsSupported(string name, string architecture)
    {
        JsonObject config = SmallDecoders.Config(name);
        config["architectures"] = new JsonArray(architecture);
        ModelFolder folder = Keep(new DecoderFolder(config)).Open();

        ModelMatch match = AdapterOf(name).Match(folder);

        Assert.False(match.IsMatch);
        Assert.Contains(architecture, match.Reason, StringComparison.Ordinal);
        Assert.Contains("ForSequenceClassification", match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama")]
    public void Match_OtherModelType_SaysWhatIsExpected(string name)
    {
        JsonObject config = SmallDecoders.Config(name);
        config["model_type"] = "mamba";

        ModelMatch match = AdapterOf(name).Match(Keep(new DecoderFolder(config)).Open());

        Assert.False(match.IsMatch);
        Assert.Contains("'mamba'", match.Reason, StringComparison.Ordinal);
        Assert.Contains(name, match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gpt2", "GPT2Model")]
    [InlineData("llama", "LlamaModel")]
    [InlineData("mistral", "MistralModel")]
    [InlineData("qwen2", "Qwen2Model")]
    public void Initialize_NoArchitecture_IsHeadless(string name, string expected)
    {
        JsonObject config = SmallDecoders.Config(name);
        config.Remove("architectures");

        TransformerModel model = Initialize(config);

        Assert.Equal((expected, name), (model.Card.Architecture, model.Card.Family));
        Assert.Equal(ModelOutput.HiddenStates, model.Output);
    }

    [Fact]
    public void Initialize_KeysAbsent_HaveTheReferencesDefaults()
    {
        JsonObject gpt2 = SmallDecoders.Config("gpt2");
        gpt2.Remove("n_positions");
        Assert.Equal((1024, 48), (Initialize(gpt2).Card.MaxPositions!.Value, Initialize(gpt2).Card.MlpWidth));
        foreach ((string name, int positions, int keyValueHeads) in ((string, int, int)[])[("llama", 2048, 32), ("mistral", 131_072, 8), ("qwen2", 32_768, 32)])
        {
            JsonObject config = SmallDecoders.Config(name);
            config["num_attention_heads"] = 32;
            config["head_dim"] = 2;
            config.Remove("num_key_value_heads");
            config.Remove("max_position_embeddings");

            TransformerModel model = Initialize(config);

            Assert.Equal(positions, model.Card.MaxPositions);
            Assert.Equal(2 * keyValueHeads, model.Parameters.Single(parameter => parameter.Name == "model.layers.0.self_attn.k_proj.weight").Shape[0]);
        }
    }

    [Fact]
    public void Initialize_UnknownKeys_AreACaveat()
    {
        JsonObject config = SmallDecoders.Config("llama, one shared head, linear scaling");
        config["use_magic"] = true;
        config["rope_scaling"]!["extra"] = 1;

        string caveat = Assert.Single(Initialize(config).Card.Caveats);

        Assert.Contains("'use_magic'", caveat, StringComparison.Ordinal);
        Assert.Contains("'rope_scaling.extra'", caveat, StringComparison.Ordinal);
    }

    [Fact]
    public void Initialize_RotaryParametersTogether_EqualTheOlderKeys()
    {
        JsonObject older = SmallDecoders.Config("llama, one shared head, linear scaling");
        JsonObject newer = SmallDecoders.Config("llama, one shared head, linear scaling");
        newer.Remove("rope_theta");
        newer.Remove("rope_scaling");
        newer["rope_parameters"] = new JsonObject { ["rope_type"] = "linear", ["factor"] = 4.0, ["rope_theta"] = 100.0 };
        TransformerModel first = Initialize(older);
        TransformerModel second = Initialize(newer);

        Assert.Empty(second.Card.Caveats);
        Assert.Equal(Decoder.Output(first, Decoder.Batch(first, Inputs)), Decoder.Output(second, Decoder.Batch(second, Inputs)));
    }

    private static TransformerAdapter AdapterOf(string name) => name == "gpt2" ? new Gpt2Adapter() : new LlamaAdapter();

    private static string RefusalOf(JsonObject config)
    {
        using DecoderFolder folder = new(config);
        ModelFolder opened = folder.Open();
        string message = Assert.ThrowsAny<LensInputException>(() => Decoder.AdapterOf(opened).Initialize(opened, 1)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    private TransformerModel Initialize(JsonObject config)
    {
        ModelFolder folder = Keep(new DecoderFolder(config)).Open();
        return Keep(Decoder.AdapterOf(folder).Initialize(folder, 1));
    }
}
