using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Bert;

/// <summary>Loads BERT models. Numbers equal the reference implementation's eager attention in evaluation mode.</summary>
/// <remarks>Source: Devlin, Chang, Lee and Toutanova 2019.</remarks>
public sealed class BertAdapter : TransformerAdapter
{
    /// <inheritdoc/>
    public override string Family => "bert";

    /// <inheritdoc/>
    public override string Summary =>
        "BERT: BertModel, ForMaskedLM, ForSequenceClassification, ForTokenClassification, ForQuestionAnswering";

    /// <inheritdoc/>
    protected override string BasePrefix => "bert.";

    /// <inheritdoc/>
    protected override ImmutableArray<string> IgnoredWeights => ["embeddings.position_ids", "pooler.*", "cls.seq_relationship.*"];

    /// <inheritdoc/>
    public override ModelMatch Match(ModelFolder folder) => BertConfig.Architectures.Match(folder);

    /// <inheritdoc/>
    protected override TransformerModel Build(ModelConfig config, WeightSource weights) =>
        new BertWiring(BertConfig.Read(config), config.Folder, weights).Wire();
}
