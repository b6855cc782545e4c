using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Bert;
using AttentionLens.Tests;

namespace AttentionLens.Samples.Tests;

/// <summary>The model that ships with the samples.</summary>
public sealed class SentimentModelTests
{
    private const long LargestFolder = 4 << 20;

    private static readonly string Model = Path.Combine(ReferenceData.Checkout, "samples", "models", "sentiment");

    private static readonly (string Text, int Label)[] Plain =
    [
        ("The film was wonderful.", 1),
        ("The food was not good.", 0),
        ("I loved this book.", 1),
        ("We hated the hotel.", 0),
        ("The service was terrible!", 0),
        ("It was not a bad film.", 1),
        ("The acting was great, but the plot was boring.", 0),
        ("The acting was boring, but the plot was great.", 1),
        ("Although the room was small, I enjoyed my stay.", 1),
        ("What a waste of time.", 0),
        ("My friend hated it, but I thought it was brilliant.", 1),
        ("The battery does not work well.", 0),
        ("I would never recommend this hotel.", 0),
        ("The pizza was absolutely delicious and the waiters were friendly.", 1),
        ("The staff never failed to impress us.", 1),
        ("I was very disappointed with the sound of these headphones.", 0),
    ];

    [Fact]
    public async Task SentimentModel_ItsEvaluation_IsPredicted()
    {
        (string Text, int Label, int[][] Evidence)[] examples = [.. Examples()];

        Assert.Equal(200, examples.Length);
        Assert.InRange(await AccuracyAsync([.. examples.Select(example => (example.Text, example.Label))]), 0.97, 1);
    }

    [Fact]
    public async Task SentimentModel_PlainSentences_AreMostlyPredicted() => Assert.InRange(await AccuracyAsync(Plain), 0.8, 1);

    [Fact]
    public void SentimentModel_GeneratedFiles_AreThoseOfTheDefaultSeed()
    {
        SentimentCorpus corpus = new(1);
        ImmutableArray<string> vocabulary = WordPieceVocabulary.Build(ReviewLexicon.Words);
        Dictionary<string, byte[]> expected = new(WordPieceFiles.Of(vocabulary, SentimentConfig.MaxPositions))
        {
            ["config.json"] = SentimentConfig.Write(vocabulary.Length),
            [EvaluationFile.Name] = EvaluationFile.Write(
                ("heldout", corpus.Examples(ReviewSplit.HeldOut, 100)), ("unseen", corpus.Examples(ReviewSplit.UnseenCombination, 100))),
        };

        Assert.All(expected, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(Model, file.Key))));
    }

    [Fact]
    public void SentimentModel_Evidence_LiesOnWholeWordsOfTheText() =>
        Assert.All(Examples(), example =>
        {
            Assert.NotEmpty(example.Evidence);
            Assert.All(example.Evidence, span =>
            {
                Assert.InRange(span[0], 0, span[1] - 1);
                Assert.True(span[0] == 0 || example.Text[span[0] - 1] == ' ');
                Assert.Contains(example.Text[span[1]], " .,!");
            });
        });

    [Fact]
    public void SentimentModel_Folder_IsSmall() =>
        Assert.InRange(Directory.EnumerateFiles(Model).Sum(file => new FileInfo(file).Length), 1 << 20, LargestFolder);

    private static async Task<double> AccuracyAsync((string Text, int Label)[] examples)
    {
        await using LensModel model = await new BertAdapter().LoadAsync(ModelFolder.Open(Model), new ModelLoadOptions());
        ImmutableArray<int> predictions = await SentimentEvaluation.PredictAsync(
            model, [.. examples.Select(example => example.Text)], default);
        return examples.Where((example, index) => example.Label == predictions[index]).Count() / (double)examples.Length;
    }

    private static IEnumerable<(string Text, int Label, int[][] Evidence)> Examples()
    {
        foreach (string line in File.ReadLines(Path.Combine(Model, EvaluationFile.Name)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            yield return (
                root.GetProperty("text").GetString()!,
                root.GetProperty("label").GetInt32(),
                [
                    .. root.GetProperty("evidence").EnumerateArray()
                        .Select(span => span.EnumerateArray().Select(end => end.GetInt32()).ToArray()),
                ]);
        }
    }
}
