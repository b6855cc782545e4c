using System.Text.Json.Nodes;
using AttentionLens.Models;

namespace AttentionLens.EncoderDecoders.Tests.Models;

/// <summary>Every value of a configuration that cannot be used is one line that names its key.</summary>
public sealed class ConfigTests
{
    [Theory]
    [InlineData("bart", "d_model", "0")]
    [InlineData("bart", "d_model", "null")]
    [InlineData("bart", "encoder_layers", "-1")]
    [InlineData("bart", "decoder_layers", "5000")]
    [InlineData("bart", "encoder_attention_heads", "5")]
    [InlineData("bart", "decoder_attention_heads", "0")]
    [InlineData("bart", "decoder_ffn_dim", "\"x\"")]
    [InlineData("bart", "vocab_size", "0")]
    [InlineData("bart", "max_position_embeddings", "16777217")]
    [InlineData("bart", "pad_token_id", "23")]
    [InlineData("bart", "decoder_start_token_id", "-1")]
    [InlineData("bart", "activation_function", "\"gelu_10\"")]
    [InlineData("bart", "scale_embedding", "1")]
    [InlineData("bart", "normalize_before", "true")]
    [InlineData("bart", "add_final_layer_norm", "true")]
    [InlineData("bart", "normalize_embedding", "false")]
    [InlineData("bart", "static_position_embeddings", "true")]
    [InlineData("bart", "extra_pos_embeddings", "1")]
    [InlineData("bart", "is_encoder_decoder", "false")]
    [InlineData("bart", "is_decoder", "true")]
    [InlineData("bart", "tie_word_embeddings", "\"no\"")]
    [InlineData("marian", "normalize_embedding", "true")]
    [InlineData("marian", "static_position_embeddings", "false")]
    [InlineData("marian", "share_encoder_decoder_embeddings", "false")]
    [InlineData("marian", "decoder_vocab_size", "24")]
    [InlineData("t5", "num_heads", "0")]
    [InlineData("t5", "d_kv", "null")]
    [InlineData("t5", "d_ff", "0")]
    [InlineData("t5", "num_layers", "1.5")]
    [InlineData("t5", "relative_attention_num_buckets", "3")]
    [InlineData("t5", "relative_attention_max_distance", "3")]
    [InlineData("t5", "layer_norm_epsilon", "-1")]
    [InlineData("t5", "feed_forward_proj", "\"gated-gelu-gelu\"")]
    [InlineData("t5", "dense_act_fn", "\"x\"")]
    [InlineData("t5", "is_gated_act", "\"x\"")]
    [InlineData("t5", "is_encoder_decoder", "false")]
    [InlineData("t5", "is_decoder", "true")]
    [InlineData("t5", "decoder_start_token_id", "23")]
    public void Initialize_BadValue_IsRefusedByItsKey(string variant, string key, string value)
    {
        using SmallFolder folder = new(variant, (key, JsonNode.Parse(value)));

        SmallModel.AssertRefused(() => Family.Adapter(folder.Family).Initialize(folder.Open(), 1), $"'{key}'", "config.json", "expected");
    }

    [Theory]
    [InlineData("bart", "BartForCausalLM", "BartForConditionalGeneration")]
    [InlineData("marian", "MarianForCausalLM", "MarianMTModel")]
    [InlineData("t5", "T5ForTokenClassification", "T5EncoderModel")]
    public void Match_UnknownArchitecture_SaysWhichAreSupported(string family, string architecture, string supported)
    {
        using SmallFolder folder = new(family, ("architectures", new JsonArray(architecture)));

        ModelMatch match = Family.Adapter(family).Match(folder.Open());

        Assert.False(match.IsMatch);
        Assert.Contains(architecture, match.Reason, StringComparison.Ordinal);
        Assert.Contains(supported, match.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bart")]
    [InlineData("marian")]
    [InlineData("t5")]
    public void Match_EachFamily_IsThatOfItsOwnAdapterAlone(string family)
    {
        using SmallFolder folder = new(family);

        foreach (string other in (ReadOnlySpan<string>)["bart", "marian", "t5"])
        {
            Assert.Equal(family == other, Family.Adapter(other).Match(folder.Open()).IsMatch);
        }
    }

    [Theory]
    [InlineData("bart", 3, 2, 3)]
    [InlineData("marian", 3, 2, 3)]
    [InlineData("t5", 3, 2, 2)]
    [InlineData("t5 encoder", 2, 2, 2)]
    public async Task Card_OfEachFamily_CountsBlocksAndHeads(string variant, int layers, int encoderOrDecoderLayers, int heads)
    {
        await using TransformerModel model = SmallModel.Load(variant);

        Assert.Equal((layers, heads), (model.Card.Layers, model.Card.Heads));
        Assert.Equal(encoderOrDecoderLayers, model.Hooks.Max(hook => hook.Layer) + 1);
        Assert.Equal(
            model.Parameters.Where(parameter => parameter.Owner == parameter).Sum(parameter => (long)parameter.Length), model.Card.ParameterCount);
    }

    [Fact]
    public async Task Card_OtherHeadsInTheDecoderAndUnknownKeys_HasCaveats()
    {
        await using TransformerModel model = SmallModel.Load("bart", ("query_scale", 2), ("num_beams", 4));

        Assert.Equal(2, model.Card.Caveats.Length);
        Assert.Contains("2 heads", model.Card.Caveats[0], StringComparison.Ordinal);
        Assert.Contains("'query_scale'", model.Card.Caveats[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gated-gelu", "is_gated_act", "true", "dense_act_fn", "\"gelu_new\"")]
    [InlineData("gated-silu", "is_gated_act", "true", "dense_act_fn", "\"silu\"")]
    public async Task Initialize_MlpNamedInOneKeyOrInTwo_GivesTheSameNumbers(string projection, string gated, string isGated, string act, string name)
    {
        await using TransformerModel one = SmallModel.Load("t5", ("feed_forward_proj", projection));
        await using TransformerModel two = SmallModel.Load("t5", ("feed_forward_proj", "relu"), (gated, JsonNode.Parse(isGated)), (act, JsonNode.Parse(name)));

        Assert.Equal(SmallModel.Output(one, SmallModel.Batch(one)), SmallModel.Output(two, SmallModel.Batch(two)));
    }

    [Fact]
    public async Task Initialize_NoBlocks_StillRuns()
    {
        await using TransformerModel bart = SmallModel.Load("bart", ("encoder_layers", 0), ("decoder_layers", 0));
        await using TransformerModel t5 = SmallModel.Load("t5", ("num_layers", 0), ("num_decoder_layers", 0));

        Assert.Equal(["encoder.embed", "decoder.embed", "head"], bart.Stages.Select(stage => stage.Name));
        Assert.Equal(3 * 5 * SmallFolder.Vocabulary, SmallModel.Output(bart, SmallModel.Batch(bart)).Length);
        Assert.Equal(3 * 5 * SmallFolder.Vocabulary, SmallModel.Output(t5, SmallModel.Batch(t5)).Length);
    }
}
