using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>The configuration of an encoder that reads text, checked.</summary>
public sealed record TextEncoderConfig
{
    private static readonly Dictionary<string, bool> PositionKinds = new(StringComparer.Ordinal) { ["absolute"] = true };

    /// <summary>The architecture's name.</summary>
    public required string ArchitectureName { get; init; }

    /// <summary>What stands on top of the blocks.</summary>
    public required TextEncoderArchitecture Architecture { get; init; }

    /// <summary>The blocks.</summary>
    public required EncoderSettings Encoder { get; init; }

    /// <summary>The number of token ids.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>The rows of the table of positions.</summary>
    public required int PositionRows { get; init; }

    /// <summary>How positions are counted.</summary>
    public required PositionRule PositionRule { get; init; }

    /// <summary>The number of token types; 0 where the family has none.</summary>
    public required int TokenTypes { get; init; }

    /// <summary>The id of padding.</summary>
    public required int PaddingId { get; init; }

    /// <summary>Whether the output layer of a masked language model is its embedding table.</summary>
    public required bool TiesEmbeddings { get; init; }

    /// <summary>The names of the classes.</summary>
    public required ImmutableArray<string> Labels { get; init; }

    /// <summary>The model's card, but for what the wiring fills in.</summary>
    public required ModelCard Card { get; init; }

    /// <summary>The rows of the table of positions that no token gets, less one where the family counts from 1.</summary>
    public int PositionOffset => PositionRule == PositionRule.Counted ? PaddingId : 0;

    /// <summary>The largest number of positions.</summary>
    public int MaxPositions => PositionRule == PositionRule.Counted ? PositionRows - PaddingId - 1 : PositionRows;

    /// <summary>What the model takes as text.</summary>
    public TextInputSettings Inputs => new()
    {
        VocabularySize = Vocabulary,
        TokenTypes = Math.Max(1, TokenTypes),
        MaxPositions = MaxPositions,
        PaddingId = PaddingId,
        IsFramed = true,
    };

    /// <summary>Reads a configuration.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="family">The family.</param>
    /// <param name="architectures">The family's architectures.</param>
    /// <param name="keys">How the family's configurations describe a model.</param>
    /// <exception cref="LensInputException">Something is missing, out of range or not supported.</exception>
    public static TextEncoderConfig Read(
        ModelConfig config, string family, ArchitectureTable<TextEncoderArchitecture> architectures, TextEncoderKeys keys)
    {
        (string name, TextEncoderArchitecture architecture) = architectures.Of(config);
        EncoderSettings encoder = EncoderSettings.Read(config, keys.Encoder);
        config.Choice("position_embedding_type", PositionKinds, "absolute");
        config.Only("is_decoder", false);
        config.Only("add_cross_attention", false);
        int vocabulary = config.Integer("vocab_size", 1, EncoderSettings.Most);
        TextEncoderConfig read = new()
        {
            ArchitectureName = name,
            Architecture = architecture,
            Encoder = encoder,
            Vocabulary = vocabulary,
            PositionRows = config.Integer("max_position_embeddings", 1, EncoderSettings.Most),
            PositionRule = keys.PositionRule,
            TokenTypes = keys.HasTokenTypes ? config.Integer("type_vocab_size", 1, EncoderSettings.Most, 2) : 0,
            PaddingId = config.Integer("pad_token_id", 0, vocabulary - 1, Math.Min(keys.PaddingId, vocabulary - 1)),
            TiesEmbeddings = config.Flag("tie_word_embeddings", true),
            Labels = architecture switch
            {
                TextEncoderArchitecture.SequenceClassification or TextEncoderArchitecture.TokenClassification => config.Labels(),
                TextEncoderArchitecture.QuestionAnswering => ["start", "end"],
                _ => [],
            },
            Card = encoder.Card(family, name),
        };
        if (read.MaxPositions < 1)
        {
            throw config.Refuse("max_position_embeddings", $"{read.PositionRows}", $"more than pad_token_id + 1, {read.PaddingId + 1}, whose rows no token gets");
        }

        config.Ignore("attention_probs_dropout_prob", "hidden_dropout_prob", "classifier_dropout", "dropout");
        config.Ignore(keys.Harmless.AsSpan());
        return read with
        {
            Card = read.Card with
            {
                VocabularySize = vocabulary,
                MaxPositions = read.MaxPositions,
                Labels = read.Labels,
                Caveats = config.Caveats(),
            },
        };
    }
}
