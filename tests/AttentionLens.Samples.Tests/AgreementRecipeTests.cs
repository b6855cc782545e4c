using AttentionLens.Gpt2;
using AttentionLens.Models;

namespace AttentionLens.Samples.Tests;

[Collection(ThreadCollection.Name)]
public sealed class AgreementRecipeTests : RecipeTests
{
    private protected override TrainingRecipe Recipe => new AgreementRecipe { MeasuredSentences = 20 };

    private protected override TransformerAdapter Adapter => new Gpt2Adapter();

    private protected override string ModelType => "gpt2";

    private protected override int FewSteps => 3;

    private protected override string[] Files =>
    [
        "README.md", "config.json", "evaluation.jsonl", "generation_config.json", "induction.jsonl", "model.safetensors",
        "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json",
    ];

    private protected override string[] FilesOfTheSeed => ["evaluation.jsonl", "induction.jsonl"];

    private protected override string[] FilesOfAllSeeds => ["tokenizer.json"];

    private protected override string[] Measures =>
        ["held-out agreement", "agreement past opposite numbers", "second-copy accuracy", "best induction score", "best previous-token score", "training loss"];

    private protected override BatchToLearn ToLearn => new(new AgreementCorpus(1).Batch(0), 1e-3, 40, (5, 8));
}
