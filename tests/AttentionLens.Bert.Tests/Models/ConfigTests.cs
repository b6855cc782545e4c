using System.Text.Json.Nodes;
using AttentionLens.Models;

namespace AttentionLens.Bert.Tests.Models;

/// <summary>Every value of a configuration that cannot be used is one line that names its key.</summary>
public sealed class ConfigTests : BertTest
{
    [Theory]
    [InlineData("hidden_size", "0")]
    [InlineData("hidden_size", "-4")]
    [InlineData("hidden_size", "12.5")]
    [InlineData("hidden_size", "\"12\"")]
    [InlineData("hidden_size", "99999999999")]
    [InlineData("hidden_size", "null")]
    [InlineData("num_attention_heads", "0")]
    [InlineData("num_attention_heads", "5")]
    [InlineData("num_attention_heads", "[3]")]
    [InlineData("num_hidden_layers", "-1")]
    [InlineData("num_hidden_layers", "5000")]
    [InlineData("intermediate_size", "0")]
    [InlineData("intermediate_size", "16777217")]
    [InlineData("vocab_size", "0")]
    [InlineData("vocab_size", "true")]
    [InlineData("max_position_embeddings", "0")]
    [InlineData("type_vocab_size", "0")]
    [InlineData("pad_token_id", "-1")]
    [InlineData("pad_token_id", "17")]
    [InlineData("layer_norm_eps", "-1")]
    [InlineData("layer_norm_eps", "1e400")]
    [InlineData("layer_norm_eps", "\"small\"")]
    [InlineData("hidden_act", "\"gelu_10\"")]
    [InlineData("hidden_act", "7")]
    [InlineData("position_embedding_type", "\"relative_key\"")]
    [InlineData("position_embedding_type", "{}")]
    [InlineData("is_decoder", "true")]
    [InlineData("is_decoder", "\"no\"")]
    [InlineData("add_cross_attention", "true")]
    [InlineData("tie_word_embeddings", "1")]
    [InlineData("num_labels", "0")]
    [InlineData("id2label", "[\"a\"]")]
    [InlineData("id2label", "{}")]
    [InlineData("id2label", "{\"0\": \"a\", \"2\": \"b\"}")]
    [InlineData("id2label", "{\"zero\": \"a\"}")]
    [InlineData("id2label", "{\"0\": 1}")]
    [InlineData("architectures", "\"BertForMaskedLM\"")]
    [InlineData("architectures", "[1]")]
    [InlineData("initializer_range", "-1")]
    public void Initialize_BadValue_IsRefusedByItsKey(string key, string value)
    {
        using BertFolder folder = new("BertForSequenceClassification", (key, JsonNode.Parse(value)));

        AssertRefused(() => new BertAdapter().Initialize(folder.Open(), 1), $"'{key}'", "config.json", "expected");
    }

    [Theory]
    [InlineData("hidden_size")]
    [InlineData("num_attention_heads")]
    [InlineData("num_hidden_layers")]
    [InlineData("intermediate_size")]
    [InlineData("vocab_size")]
    [InlineData("max_position_embeddings")]
    public void Initialize_KeyMissing_IsRefusedByIt(string key)
    {
        using BertFolder folder = new("BertModel", (key, null));

        AssertRefused(() => new BertAdapter().Initialize(folder.Open(), 1), $"'{key}'", "nothing");
    }

    [Fact]
    public void Match_UnknownArchitecture_SaysWhichAreSupported()
    {
        using BertFolder folder = new("BertForNext\nSentence");

        ModelMatch match = new BertAdapter().Match(folder.Open());

        Assert.False(match.IsMatch);
        Assert.Contains("BertForMaskedLM", match.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', match.Reason!);
        AssertRefused(() => new BertAdapter().Initialize(folder.Open(), 1), "BertForNext", "BertForQuestionAnswering");
    }

    [Fact]
    public void Match_AnotherFamily_IsNo()
    {
        using BertFolder folder = new("BertModel", ("model_type", "gpt2"));

        Assert.Contains("'gpt2'", new BertAdapter().Match(folder.Open()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BertModel")]
    [InlineData("BertForPreTraining")]
    public void Match_KnownArchitecture_IsYes(string architecture)
    {
        using BertFolder folder = new(architecture);

        Assert.Equal(ModelMatch.Yes, new BertAdapter().Match(folder.Open()));
    }

    [Fact]
    public void Initialize_UnknownKeys_BecomeOneCaveat()
    {
        using BertFolder folder = new("BertModel", ("query_scale", 2), ("a\nb", 1), ("hidden_dropout_prob", 0.1));

        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        string caveat = Assert.Single(model.Card.Caveats);
        Assert.Contains("'query_scale'", caveat, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden_dropout_prob", caveat, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', caveat);
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Initialize_ThousandsOfUnknownKeys_GiveAShortCaveat()
    {
        using BertFolder folder = new("BertModel", [.. Enumerable.Range(0, 3000).Select(index => ($"key{index:D4}", (JsonNode?)index))]);

        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.InRange(Assert.Single(model.Card.Caveats).Length, 1, 400);
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Initialize_LongBadValue_GivesAShortLine()
    {
        using BertFolder folder = new("BertModel", ("hidden_act", new string('x', 100_000)), ("num_labels", 2));

        Assert.InRange(AssertRefused(() => new BertAdapter().Initialize(folder.Open(), 1), "'hidden_act'").Length, 1, 400);
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("gelu_new")]
    [InlineData("relu")]
    [InlineData("silu")]
    public void Initialize_KnownActivation_DecidesTheNumbers(string activation)
    {
        using BertFolder folder = new("BertForMaskedLM", ("hidden_act", activation), ("initializer_range", 0.5));
        using BertFolder tanh = new("BertForMaskedLM", ("hidden_act", "tanh"), ("initializer_range", 0.5));
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);
        TransformerModel other = new BertAdapter().Initialize(tanh.Open(), 1);

        Assert.NotEqual(
            SmallBert.Logits(other, SmallBert.Batch(other), RunPlan.OutputOnly), SmallBert.Logits(model, SmallBert.Batch(model), RunPlan.OutputOnly));
        SmallBert.Dispose(model);
        SmallBert.Dispose(other);
    }

    [Fact]
    public void Initialize_SameSeed_GivesTheSameModel()
    {
        using BertFolder folder = new("BertForMaskedLM");
        float[][] logits = [.. new ulong[] { 1, 1, 2 }.Select(seed =>
        {
            TransformerModel model = new BertAdapter().Initialize(folder.Open(), seed);
            float[] values = SmallBert.Logits(model, SmallBert.Batch(model), RunPlan.OutputOnly);
            SmallBert.Dispose(model);
            return values;
        })];

        Assert.Equal(logits[0], logits[1]);
        Assert.NotEqual(logits[0], logits[2]);
    }

    [Fact]
    public void Initialize_NoLayers_IsAnEmbeddingWithAHead()
    {
        using BertFolder folder = new("BertForTokenClassification", ("num_hidden_layers", 0));
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.Equal(["embed", "head"], model.Stages.Select(stage => stage.Name));
        Assert.Equal(3 * 6 * 3, SmallBert.Logits(model, SmallBert.Batch(model), RunPlan.OutputOnly).Length);
        SmallBert.Dispose(model);
    }

    [Fact]
    public void Initialize_Labels_StandOnTheCard()
    {
        using BertFolder folder = new("BertForSequenceClassification", ("id2label", JsonNode.Parse("{\"1\": \"bad\", \"0\": \"good\"}")));
        TransformerModel model = new BertAdapter().Initialize(folder.Open(), 1);

        Assert.Equal(["good", "bad"], model.Card.Labels.ToArray());
        Assert.Equal(
            model.Parameters.Sum(parameter => (long)parameter.Length),
            model.Card.ParameterCount);
        SmallBert.Dispose(model);
    }
}
