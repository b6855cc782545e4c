using AttentionLens.Bart;
using AttentionLens.Models;

namespace AttentionLens.Samples.Tests;

[Collection(ThreadCollection.Name)]
public sealed class TranslationRecipeTests : RecipeTests
{
    private protected override TrainingRecipe Recipe => new TranslationRecipe { MeasuredSentences = 4 };

    private protected override TransformerAdapter Adapter => new BartAdapter();

    private protected override string ModelType => "bart";

    private protected override int FewSteps => 2;

    private protected override string[] Files =>
        ["README.md", "config.json", "evaluation.jsonl", "model.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"];

    private protected override string[] FilesOfTheSeed => ["evaluation.jsonl"];

    private protected override string[] FilesOfAllSeeds => ["tokenizer.json"];

    private protected override string[] Measures =>
        ["held-out accuracy", "unseen-combination accuracy", "held-out token accuracy", "unseen-combination token accuracy", "training loss"];

    private protected override BatchToLearn ToLearn => new([.. new TranslationCorpus(1).Batch(0).Take(8)], 2e-3, 60, (5, 10), Gain: 3);
}
