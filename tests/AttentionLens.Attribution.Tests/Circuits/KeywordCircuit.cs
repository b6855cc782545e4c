using AttentionLens.Gpt2;
using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Attribution.Tests.Circuits;

/// <summary>A GPT-2 whose weights are written by hand. Its one working head looks from every position at the keyword and says so; the answer's logit is what the head
/// says at the last position. Tokens stand at right angles to each other and to what is said, and normalisation changes none of them.</summary>
internal sealed class KeywordCircuit : IAsyncDisposable
{
    /// <summary>The token that decides.</summary>
    public const int Keyword = 1;

    /// <summary>The class whose logit it decides.</summary>
    public const int Answer = 7;

    /// <summary>The head that works; the other gives nothing.</summary>
    public const int Head = 0;

    private const int Width = 32;
    private const int Vocabulary = 8;
    private const int Heads = 2;

    // Where a value is said, and where its negative stands so that the mean stays zero.
    private const int Said = 16;
    private const int SaidMirror = 24;

    private const string Config = """
        {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 32, "n_head": 2, "n_layer": 1, "n_positions": 8, "n_inner": 4, "vocab_size": 8,
         "tie_word_embeddings": false, "pad_token_id": 0}
        """;

    private KeywordCircuit(TransformerModel model) => Model = model;

    public TransformerModel Model { get; }

    public static KeywordCircuit Build()
    {
        string folder = Directory.CreateTempSubdirectory("lens-circuit-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), Config);
            TransformerModel model = new Gpt2Adapter().Initialize(ModelFolder.Open(folder), 1);
            foreach (Parameter parameter in model.Parameters.Where(parameter => parameter.Owner == parameter))
            {
                parameter.Write(Values(parameter));
            }

            return new KeywordCircuit(model);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Inputs with the keyword at each place but the last, among other tokens.</summary>
    public InputBatch Batch()
    {
        int[][] inputs = [[Keyword, 2, 3, 4, 5, 6], [3, Keyword, 5, 2, 6, 4], [6, 5, Keyword, 4, 2, 3], [2, 6, 4, Keyword, 3, 5], [5, 4, 2, 6, Keyword, 3]];
        return Model.Inputs.Collate([.. inputs.Select((ids, index) => Model.Inputs.Encode(index, new LensInput { Ids = [.. ids], Target = Answer, Position = ids.Length - 1 }, new EncodeOptions()))]);
    }

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private static float[] Values(Parameter parameter)
    {
        float[] values = new float[parameter.Length];
        string name = parameter.Name;
        if (name.EndsWith("ln_1.weight", StringComparison.Ordinal) || name.EndsWith("ln_2.weight", StringComparison.Ordinal) || name.EndsWith("ln_f.weight", StringComparison.Ordinal))
        {
            Array.Fill(values, 1);
        }
        else if (name.EndsWith("wte.weight", StringComparison.Ordinal))
        {
            // Each token is 4 in a place of its own and -4 in the place's mirror, so that its mean is 0 and its variance 1.
            for (int token = 0; token < Vocabulary; token++)
            {
                values[(token * Width) + token] = 4;
                values[(token * Width) + Vocabulary + token] = -4;
            }
        }
        else if (name.EndsWith("c_attn.bias", StringComparison.Ordinal))
        {
            values[0] = 7;
        }
        else if (name.EndsWith("c_attn.weight", StringComparison.Ordinal))
        {
            values[(Keyword * 3 * Width) + Width] = 1;
            values[(Keyword * 3 * Width) + (2 * Width)] = 0.25f;
        }
        else if (name.EndsWith("attn.c_proj.weight", StringComparison.Ordinal))
        {
            int row = Head * (Width / Heads) * Width;
            values[row + Said] = 2;
            values[row + SaidMirror] = -2;
        }
        else if (name.EndsWith("lm_head.weight", StringComparison.Ordinal))
        {
            values[(Answer * Width) + Said] = 1;
        }

        return values;
    }
}
