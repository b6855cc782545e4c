using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AttentionLens.Models.Checkpoints;

namespace AttentionLens.Testing.Circuits;

/// <summary>Writes heads into the weights of a GPT-2. The residual stream holds four kinds of features, one place each: the token, the position, the token before,
/// and what was said. A feature is +1 at its place and -1 at the place's mirror, so that the mean is 0 and a LayerNorm changes the scale alone.</summary>
internal sealed class CircuitWeights
{
    private const int Vocabulary = 12;
    private const int Positions = 16;
    private const int FirstLetter = 6;
    private const int Heads = 4;
    private const int Token = 0;
    private const int Position = Token + Vocabulary;
    private const int Before = Position + Positions;
    private const int Said = Before + Vocabulary;
    private const int Mirror = Said + Vocabulary;
    private const int Width = 2 * Mirror;
    private const int HeadWidth = Width / Heads;
    private const int MlpWidth = 4;

    // With it, a position that is looked at has at least 13 nats over every other.
    private const float Sharp = 2;

    private readonly int _layers;
    private readonly SafetensorsWriter _writer = new();

    public CircuitWeights(int layers, ImmutableArray<PlantedHead> heads)
    {
        _layers = layers;
        AddTables();
        for (int layer = 0; layer < layers; layer++)
        {
            AddBlock(layer, heads.Where(head => head.Layer == layer));
        }
    }

    public void Write(string folder)
    {
        string config = string.Create(CultureInfo.InvariantCulture, $$"""
            {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": {{Width}}, "n_head": {{Heads}}, "n_layer": {{_layers}}, "n_positions": {{Positions}},
             "n_inner": {{MlpWidth}}, "vocab_size": {{Vocabulary}}, "tie_word_embeddings": false, "pad_token_id": {{Vocabulary - 1}}}
            """);
        try
        {
            File.WriteAllText(Path.Combine(folder, "config.json"), config, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LensException($"The circuit cannot be written ({exception.GetType().Name}); expected a folder with room and permission to write; choose another.", exception);
        }

        _writer.Save(Path.Combine(folder, "model.safetensors"));
    }

    private void AddTables()
    {
        float[] tokens = new float[Vocabulary * Width];
        float[] positions = new float[Positions * Width];
        float[] answers = new float[Vocabulary * Width];
        for (int row = 0; row < Vocabulary; row++)
        {
            Feature(tokens, row * Width, Token + row);
            answers[(row * Width) + Said + row] = 1;
        }

        for (int row = 0; row < Positions; row++)
        {
            Feature(positions, row * Width, Position + row);
        }

        Add("transformer.wte.weight", tokens, Vocabulary, Width);
        Add("transformer.wpe.weight", positions, Positions, Width);
        Add("lm_head.weight", answers, Vocabulary, Width);
        AddNorm("transformer.ln_f");
    }

    private void AddBlock(int layer, IEnumerable<PlantedHead> heads)
    {
        float[] project = new float[Width * 3 * Width];
        float[] bias = new float[3 * Width];
        float[] output = new float[Width * Width];
        foreach (PlantedHead head in heads)
        {
            PlantedHeadWeights weights = new(project, bias, output, Width, head.Head * HeadWidth, HeadWidth);
            Look(weights, head.Role);
            Say(weights, head);
        }

        string block = string.Create(CultureInfo.InvariantCulture, $"transformer.h.{layer}");
        AddNorm($"{block}.ln_1");
        AddNorm($"{block}.ln_2");
        Add($"{block}.attn.c_attn.weight", project, Width, 3 * Width);
        Add($"{block}.attn.c_attn.bias", bias, 3 * Width);
        Add($"{block}.attn.c_proj.weight", output, Width, Width);
        Add($"{block}.attn.c_proj.bias", new float[Width], Width);
        Add($"{block}.mlp.c_fc.weight", new float[Width * MlpWidth], Width, MlpWidth);
        Add($"{block}.mlp.c_fc.bias", new float[MlpWidth], MlpWidth);
        Add($"{block}.mlp.c_proj.weight", new float[MlpWidth * Width], MlpWidth, Width);
        Add($"{block}.mlp.c_proj.bias", new float[Width], Width);
    }

    private static void Look(PlantedHeadWeights head, PlantedRole role)
    {
        switch (role)
        {
            case PlantedRole.PreviousToken or PlantedRole.Self:
                int back = role == PlantedRole.Self ? 0 : 1;
                for (int position = 0; position < Positions; position++)
                {
                    head.Key(Position + position, position, Sharp);
                    if (position >= back)
                    {
                        head.Query(Position + position, position - back, Sharp);
                    }
                }

                break;
            case PlantedRole.FirstToken:
                head.Asks(0, 4 * Sharp);
                head.Key(Position, 0, Sharp);
                break;
            case PlantedRole.Copying:
                head.Asks(0, 8 * Sharp);
                head.Key(Token, 0, Sharp / 2);
                for (int letter = FirstLetter; letter < Vocabulary; letter++)
                {
                    head.Key(Token + letter, 0, Sharp);
                }

                break;
            case PlantedRole.Induction:
                // The first position, where nothing stands before, is looked at half as sharply as a match.
                head.Asks(0, 2 * Sharp);
                head.Key(Token, 0, Sharp);
                for (int token = 1; token < Vocabulary; token++)
                {
                    head.Query(Token + token, token, Sharp);
                    head.Key(Before + token, token, Sharp);
                }

                break;
            default:
                break;
        }
    }

    // The opening token says nothing. Layer 0 reads two features at each position, layer 1 three, and the norm has scaled them by that.
    // What stands before is told where a later layer can read it.
    private void Say(PlantedHeadWeights head, PlantedHead planted)
    {
        int? place = planted.Role switch
        {
            PlantedRole.Copying or PlantedRole.Induction => Said,
            PlantedRole.PreviousToken when planted.Layer < _layers - 1 => Before,
            _ => null,
        };
        if (place is { } written)
        {
            float scale = MathF.Sqrt(2f * (2 + planted.Layer) / Width);
            for (int token = 1; token < Vocabulary; token++)
            {
                head.Value(Token + token, token, scale);
                head.Output(token, written + token, 1);
                head.Output(token, written + token + Mirror, -1);
            }
        }
    }

    private static void Feature(float[] table, int row, int place)
    {
        table[row + place] = 1;
        table[row + place + Mirror] = -1;
    }

    private void AddNorm(string name)
    {
        float[] scale = new float[Width];
        Array.Fill(scale, 1);
        Add($"{name}.weight", scale, Width);
        Add($"{name}.bias", new float[Width], Width);
    }

    private void Add(string name, float[] values, params ReadOnlySpan<long> shape) => _writer.Add(name, shape, values);
}
