using System.Collections.Immutable;
using System.Globalization;

namespace AttentionLens.Samples;

/// <summary>The shape of a BERT that tells classes apart.</summary>
/// <param name="Layers">How many layers it has.</param>
/// <param name="Heads">How many heads a layer has.</param>
/// <param name="Labels">The names of the classes.</param>
internal sealed record BertConfig(int Layers, int Heads, ImmutableArray<string> Labels)
{
    private const int Width = 128;
    private const int MlpWidth = 256;

    /// <summary>The most tokens of an input, special tokens included.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>The standard deviation of the first weights.</summary>
    public required double InitializerRange { get; init; }

    /// <summary>The content of <c>config.json</c>.</summary>
    /// <param name="vocabularySize">The number of tokens.</param>
    public byte[] Write(int vocabularySize) => JsonText.Write(json =>
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
        for (int label = 0; label < Labels.Length; label++)
        {
            json.WriteString(label.ToString(CultureInfo.InvariantCulture), Labels[label]);
        }

        json.WriteEndObject();
        json.WriteStartObject("label2id");
        for (int label = 0; label < Labels.Length; label++)
        {
            json.WriteNumber(Labels[label], label);
        }

        json.WriteEndObject();
    });
}
