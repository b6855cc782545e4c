using AttentionLens.Models;
using AttentionLens.Vit;

namespace AttentionLens.Samples.Tests;

[Collection(ThreadCollection.Name)]
public sealed class ShapesRecipeTests : RecipeTests
{
    private protected override TrainingRecipe Recipe => new ShapesRecipe { MeasuredScenes = 10, PublishedScenes = 3 };

    private protected override TransformerAdapter Adapter => new VitAdapter();

    private protected override string ModelType => "vit";

    private protected override int FewSteps => 2;

    private protected override string[] Files =>
    [
        "README.md", "config.json", "evaluation.jsonl",
        .. Enumerable.Range(1, 6).Select(number => FormattableString.Invariant($"evaluation/{number:0000}.png")),
        "model.safetensors", "preprocessor_config.json",
    ];

    private protected override string[] FilesOfTheSeed => ["evaluation.jsonl", "evaluation/0001.png"];

    private protected override string[] Measures => ["held-out accuracy", "unseen-combination accuracy", "training loss"];

    private protected override BatchToLearn ToLearn => new([.. new ShapesCorpus(1).Batch(0).Take(5)], 2e-3, 40, (1.3, 2.2));
}
