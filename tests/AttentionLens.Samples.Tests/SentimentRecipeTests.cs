using AttentionLens.Bert;
using AttentionLens.Models;

namespace AttentionLens.Samples.Tests;

[Collection(ThreadCollection.Name)]
public sealed class SentimentRecipeTests : RecipeTests
{
    private protected override TrainingRecipe Recipe => new SentimentRecipe { MeasuredReviews = 100 };

    private protected override TransformerAdapter Adapter => new BertAdapter();

    private protected override string ModelType => "bert";

    private protected override int FewSteps => 3;

    private protected override string[] Files =>
    [
        "README.md", "config.json", "evaluation.jsonl", "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt",
    ];

    private protected override string[] FilesOfTheSeed => ["evaluation.jsonl"];

    private protected override string[] FilesOfAllSeeds => ["vocab.txt"];

    private protected override string[] Measures => ["held-out accuracy", "unseen-combination accuracy", "training loss"];

    private protected override BatchToLearn ToLearn => new(new SentimentCorpus(1).Batch(0), 5e-4, 60, (0.4, 1.2));
}
