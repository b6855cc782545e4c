using System.Text.Json.Nodes;
using AttentionLens.DistilBert;
using AttentionLens.Models;
using AttentionLens.Roberta;

namespace AttentionLens.Encoders.Tests.Text;

/// <summary>Every value of a configuration that cannot be used is one line that names its key.</summary>
public sealed class TextConfigTests
{
    [Theory]
    [InlineData("pad_token_id", "17")]
    [InlineData("max_position_embeddings", "2")]
    [InlineData("num_attention_heads", "5")]
    [InlineData("hidden_size", "null")]
    [InlineData("position_embedding_type", "\"relative_key_query\"")]
    [InlineData("is_decoder", "true")]
    [InlineData("hidden_act", "\"gelu_10\"")]
    public void RobertaInitialize_BadValue_IsRefusedByItsKey(string key, string value)
    {
        using TestFolder folder = new(EncoderCase.Roberta("RobertaForMaskedLM", (key, JsonNode.Parse(value))));

        TestModel.AssertRefused(() => new RobertaAdapter().Initialize(folder.Open(), 1), $"'{key}'", "config.json", "expected");
    }

    [Theory]
    [InlineData("dim", "0")]
    [InlineData("n_heads", "5")]
    [InlineData("n_layers", "-1")]
    [InlineData("hidden_dim", "\"20\"")]
    [InlineData("activation", "\"mish\"")]
    [InlineData("num_labels", "0")]
    public void DistilBertInitialize_BadValue_IsRefusedByItsKey(string key, string value)
    {
        using TestFolder folder = new(EncoderCase.DistilBert("DistilBertForSequenceClassification", (key, JsonNode.Parse(value))));

        TestModel.AssertRefused(() => new DistilBertAdapter().Initialize(folder.Open(), 1), $"'{key}'", "config.json", "expected");
    }

    [Fact]
    public async Task DistilBertInitialize_HarmlessKeys_GiveNoCaveat()
    {
        await using TransformerModel model = TestModel.Load(new DistilBertAdapter(), EncoderCase.DistilBert(
            "DistilBertModel", ("sinusoidal_pos_embds", false), ("tie_weights_", true), ("qa_dropout", 0.1), ("seq_classif_dropout", 0.2)));

        Assert.Empty(model.Card.Caveats);
        Assert.Equal("distilbert", model.Card.Family);
        Assert.Equal(4, model.Card.HeadWidth);
    }

    [Fact]
    public void Match_ArchitectureOfAnotherFamily_SaysWhichAreSupported()
    {
        using TestFolder folder = new(EncoderCase.Roberta("RobertaForCausalLM"));

        ModelMatch match = new RobertaAdapter().Match(folder.Open());

        Assert.False(match.IsMatch);
        Assert.Contains("RobertaForMaskedLM", match.Reason, StringComparison.Ordinal);
        Assert.False(new DistilBertAdapter().Match(folder.Open()).IsMatch);
    }

    [Fact]
    public async Task DistilBertEncode_TokenTypes_AreRefused()
    {
        await using TransformerModel model = TestModel.Load(new DistilBertAdapter(), EncoderCase.DistilBert("DistilBertModel"));

        TestModel.AssertRefused(() => TestModel.Batch(model, [new LensInput { Ids = [2, 3], TokenTypes = [0, 1] }]), "token type 1");
    }

    [Fact]
    public async Task Encode_Image_IsRefusedByAModelThatReads()
    {
        await using TransformerModel model = TestModel.Load(new RobertaAdapter(), EncoderCase.Roberta("RobertaModel"));

        TestModel.AssertRefused(() => TestModel.Batch(model, [new LensInput { Image = "cat.png" }]), "is an image");
    }
}
