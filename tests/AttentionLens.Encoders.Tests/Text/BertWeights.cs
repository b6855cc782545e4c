using System.Text.Json.Nodes;
using AttentionLens.Bert;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Encoders.Tests.Text;

/// <summary>A BERT with the weights of a model of a family that came from it.</summary>
internal static class BertWeights
{
    private const int Vocabulary = 17;
    private const int Rows = 9;

    private static readonly (string Theirs, string Bert)[] Names =
    [
        ("roberta.", "bert."),
        ("lm_head.dense", "cls.predictions.transform.dense"),
        ("lm_head.layer_norm", "cls.predictions.transform.LayerNorm"),
        ("lm_head.bias", "cls.predictions.bias"),
        ("classifier.dense", "bert.pooler.dense"),
        ("classifier.out_proj", "classifier"),
        ("distilbert.", "bert."),
        ("transformer.layer", "encoder.layer"),
        ("attention.q_lin", "attention.self.query"),
        ("attention.k_lin", "attention.self.key"),
        ("attention.v_lin", "attention.self.value"),
        ("attention.out_lin", "attention.output.dense"),
        ("sa_layer_norm", "attention.output.LayerNorm"),
        ("ffn.lin1", "intermediate.dense"),
        ("ffn.lin2", "output.dense"),
        ("output_layer_norm", "output.LayerNorm"),
        ("vocab_transform", "cls.predictions.transform.dense"),
        ("vocab_layer_norm", "cls.predictions.transform.LayerNorm"),
        ("vocab_projector.bias", "cls.predictions.bias"),
        ("pre_classifier", "bert.pooler.dense"),
    ];

    /// <summary>Makes the BERT.</summary>
    /// <param name="model">The model.</param>
    /// <param name="head">What its architecture ends with, for instance <c>ForMaskedLM</c>.</param>
    /// <param name="firstPosition">The row of the model's table of positions that its first token gets.</param>
    public static TransformerModel Of(TransformerModel model, string head, int firstPosition)
    {
        JsonObject config = new()
        {
            ["model_type"] = "bert",
            ["architectures"] = new JsonArray($"Bert{head}"),
            ["hidden_size"] = model.Card.Width,
            ["num_attention_heads"] = model.Card.Heads,
            ["num_hidden_layers"] = model.Card.Layers,
            ["intermediate_size"] = model.Card.MlpWidth,
            ["vocab_size"] = Vocabulary,
            ["max_position_embeddings"] = Rows,
            ["type_vocab_size"] = 1,
            ["num_labels"] = 3,
        };
        TransformerModel bert = TestModel.Load(new BertAdapter(), config);
        Dictionary<string, Parameter> targets = bert.Parameters.Where(parameter => parameter.Owner == parameter)
            .ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
        {
            string name = BertName(parameter.Name);
            Parameter target = targets[name];
            float[] values = TestModel.Weight(model, parameter.Name);
            int skipped = name.EndsWith("position_embeddings.weight", StringComparison.Ordinal) ? firstPosition * model.Card.Width : 0;
            target.Write(values.AsSpan(skipped, target.Length));
            targets.Remove(name);
        }

        foreach (Parameter types in targets.Values)
        {
            Assert.Contains("token_type", types.Name, StringComparison.Ordinal);
            types.Write(new float[types.Length]);
        }

        return bert;
    }

    private static string BertName(string name)
    {
        foreach ((string theirs, string bert) in Names)
        {
            name = name.StartsWith(theirs, StringComparison.Ordinal) ? bert + name[theirs.Length..]
                : name.Contains($".{theirs}", StringComparison.Ordinal) ? name.Replace($".{theirs}", $".{bert}", StringComparison.Ordinal)
                : name;
        }

        return name;
    }
}
