using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AttentionLens.Models;

namespace AttentionLens.Llama;

/// <summary>What distinguishes one <c>model_type</c> of the family from another.</summary>
internal sealed class LlamaVariant
{
    private static readonly ImmutableArray<LlamaVariant> All =
    [
        new("llama", "Llama") { Positions = 2048, HasOptionalBiases = true },
        new("mistral", "Mistral") { Positions = 131_072, KeyValueHeads = 8, Windows = WindowRule.Always },
        new("qwen2", "Qwen2") { Positions = 32_768, KeyValueHeads = 32, Windows = WindowRule.UpperBlocks, HasProjectionBiases = true },
    ];

    private LlamaVariant(string modelType, string prefix)
    {
        ModelType = modelType;
        Architectures = new ArchitectureTable<CausalArchitecture>(
            modelType,
            $"{prefix}Model",
            new Dictionary<string, CausalArchitecture>(StringComparer.Ordinal)
            {
                [$"{prefix}Model"] = CausalArchitecture.Headless,
                [$"{prefix}ForCausalLM"] = CausalArchitecture.NextToken,
                [$"{prefix}ForSequenceClassification"] = CausalArchitecture.SequenceClassification,
            });
    }

    public string ModelType { get; }

    public ArchitectureTable<CausalArchitecture> Architectures { get; }

    /// <summary>The positions of a configuration that does not say.</summary>
    public required int Positions { get; init; }

    /// <summary>The key/value heads of a configuration that does not say; null: as many as heads.</summary>
    public int? KeyValueHeads { get; init; }

    public WindowRule Windows { get; init; }

    /// <summary>Whether <c>attention_bias</c> and <c>mlp_bias</c> give every matrix a bias.</summary>
    public bool HasOptionalBiases { get; init; }

    /// <summary>Whether W_Q, W_K and W_V always have biases.</summary>
    public bool HasProjectionBiases { get; init; }

    public static LlamaVariant Of(ModelFolder folder) => TryFind(folder, out LlamaVariant? variant, out string problem)
        ? variant
        : throw new LensInputException($"{folder.Name}/config.json: {problem}.");

    public static bool TryFind(ModelFolder folder, [NotNullWhen(true)] out LlamaVariant? variant, out string problem)
    {
        variant = All.FirstOrDefault(candidate => candidate.ModelType == folder.ModelType);
        problem = $"model_type is {ModelConfig.Quote(folder.ModelType ?? string.Empty)}, not one of {string.Join(", ", All.Select(known => known.ModelType))}";
        return variant is not null;
    }
}
