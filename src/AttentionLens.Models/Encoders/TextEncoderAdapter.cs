namespace AttentionLens.Models;

/// <summary>An adapter of BERT or a family that came from it: an encoder that reads text, under the family's names.</summary>
public abstract class TextEncoderAdapter : TransformerAdapter
{
    private readonly ArchitectureTable<TextEncoderArchitecture> _architectures;

    /// <summary>Creates an adapter.</summary>
    /// <param name="family">The family's <c>model_type</c>.</param>
    /// <param name="className">What the names of the family's architectures begin with, for instance <c>Bert</c> for <c>BertForMaskedLM</c>.</param>
    /// <param name="others">Further names and what they stand for.</param>
    protected TextEncoderAdapter(string family, string className, params ReadOnlySpan<(string Name, TextEncoderArchitecture Architecture)> others)
    {
        Dictionary<string, TextEncoderArchitecture> known = new(StringComparer.Ordinal)
        {
            [$"{className}Model"] = TextEncoderArchitecture.Headless,
            [$"{className}ForMaskedLM"] = TextEncoderArchitecture.MaskedLanguage,
            [$"{className}ForSequenceClassification"] = TextEncoderArchitecture.SequenceClassification,
            [$"{className}ForTokenClassification"] = TextEncoderArchitecture.TokenClassification,
            [$"{className}ForQuestionAnswering"] = TextEncoderArchitecture.QuestionAnswering,
        };
        foreach ((string name, TextEncoderArchitecture architecture) in others)
        {
            known.Add(name, architecture);
        }

        Family = family;
        _architectures = new ArchitectureTable<TextEncoderArchitecture>(family, $"{className}Model", known);
    }

    /// <inheritdoc/>
    public sealed override string Family { get; }

    /// <inheritdoc/>
    protected sealed override string BasePrefix => Names.Prefix;

    /// <summary>How the family's configurations describe a model.</summary>
    protected abstract TextEncoderKeys Keys { get; }

    /// <summary>What the family's checkpoints call the parts of a model.</summary>
    protected abstract TextEncoderNames Names { get; }

    /// <inheritdoc/>
    public sealed override ModelMatch Match(ModelFolder folder) => _architectures.Match(folder);

    /// <inheritdoc/>
    protected sealed override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new TextEncoderWiring(TextEncoderConfig.Read(config, Family, _architectures, Keys), Names, config.Folder, weights).Wire();
}
