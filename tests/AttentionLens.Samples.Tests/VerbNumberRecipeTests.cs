using AttentionLens.Bert;
using AttentionLens.Models;

namespace AttentionLens.Samples.Tests;

[Collection(ThreadCollection.Name)]
public sealed class VerbNumberRecipeTests : RecipeTests
{
    private protected override TrainingRecipe Recipe => new VerbNumberRecipe { MeasuredSentences = 4 };

    private protected override TransformerAdapter Adapter => new BertAdapter();

    private protected override string ModelType => "bert";

    private protected override int FewSteps => 3;

    private protected override string[] Files =>
    [
        "README.md", "config.json", "evaluation.jsonl", "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt",
    ];

    private protected override string[] FilesOfTheSeed => ["evaluation.jsonl"];

    private protected override string[] FilesOfAllSeeds => ["config.json", "vocab.txt"];

    private protected override string[] Measures => ["held-out accuracy", "accuracy past opposite numbers", "training loss"];

    private protected override BatchToLearn ToLearn => new(new VerbNumberCorpus(1).Batch(0), 1e-3, 80, (0.5, 0.9));
}
