using System.Collections.Immutable;
using AttentionLens.Models;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>A small causal model of a family of its own, as an adapter's author would write it: with a fault, or without.</summary>
internal sealed class SketchAdapter(Fault fault = Fault.None) : TransformerAdapter
{
    public const string Config = """{"model_type": "sketch", "layer_norm_eps": 1e-5}""";

    private const int Width = 12;
    private const int Vocabulary = 19;
    private const int Positions = 16;

    public override string Family => "sketch";

    public override string Summary => "Sketch: SketchForCausalLM";

    protected override string BasePrefix => "sketch.";

    protected override ImmutableArray<string> IgnoredWeights => [];

    public override ModelMatch Match(ModelFolder folder) => fault == Fault.MatchesEverything || folder.ModelType == Family
        ? ModelMatch.Yes
        : ModelMatch.No($"model_type is '{folder.ModelType}', not '{Family}'");

    protected override TransformerModel Build(ModelConfig config, WeightSource weights)
    {
        double epsilon = fault == Fault.ConfigReadUnchecked
            ? config.Folder.Config.GetProperty("layer_norm_eps").GetDouble()
            : config.Number("layer_norm_eps", 0, 1, 1e-5);
        CausalOutline outline = new()
        {
            Architecture = CausalArchitecture.NextToken,
            TiesEmbeddings = true,
            Inputs = new TextInputSettings { VocabularySize = Vocabulary, TokenTypes = 1, MaxPositions = Positions, PaddingId = 0 },
            Card = new ModelCard
            {
                Family = Family,
                Architecture = "SketchForCausalLM",
                Layers = 2,
                Heads = 3,
                Width = Width,
                HeadWidth = Width / 3,
                MlpWidth = 17,
                VocabularySize = Vocabulary,
                MaxPositions = Positions,
                Caveats = fault == Fault.UnknownKeysForgotten ? [] : config.Caveats(),
            },
        };
        return new SketchWiring(outline, config.Folder, weights, fault, (float)(fault == Fault.OtherEpsilon ? 2 * epsilon : epsilon)).Wire();
    }
}
