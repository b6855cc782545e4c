using System.Text.Json;
using AttentionLens.Bart;
using AttentionLens.Models;
using AttentionLens.Models.Tokenizers;
using AttentionLens.Tests;

namespace AttentionLens.Samples.Tests;

/// <summary>The model that ships with the samples.</summary>
public sealed class TranslationModelTests
{
    private const long LargestFolder = 4 << 20;

    private static readonly string Model = Path.Combine(ReferenceData.Checkout, "samples", "models", "translation");

    [Fact]
    public async Task TranslationModel_ItsEvaluation_IsTranslated()
    {
        (string Text, string Target, int[][] Alignment)[] examples = [.. Examples()];
        Assert.Equal(200, examples.Length);

        int right = 0;
        await using LensModel model = await LoadAsync();
        TranslationEvaluation evaluation = Evaluation(model);
        foreach ((string text, string target, _) in examples)
        {
            right += await evaluation.TranslateAsync(text, default) == target ? 1 : 0;
        }

        Assert.InRange(right, 195, 200);
    }

    [Theory]
    [InlineData("The woman laughs because the man sees the dog .", "Die Frau lacht , weil der Mann den Hund sieht .")]
    [InlineData("The woman laughs because the man sees the dog.", "Die Frau lacht , weil der Mann den Hund sieht .")]
    [InlineData("Today my sister opens the old door .", "Heute macht meine Schwester die alte Tür auf .")]
    [InlineData("The boy cannot find a key .", "Der Junge kann keinen Schlüssel finden .")]
    [InlineData("Did they help the student in the garden ?", "Haben sie dem Studenten im Garten geholfen ?")]
    public async Task TranslationModel_PlainSentences_AreTranslated(string text, string expected)
    {
        await using LensModel model = await LoadAsync();

        Assert.Equal(expected, await Evaluation(model).TranslateAsync(text, default));
    }

    [Fact]
    public void TranslationModel_GeneratedFiles_AreThoseOfTheDefaultSeed()
    {
        TranslationCorpus corpus = new(1);
        Dictionary<string, byte[]> expected = new(TranslationTokenizer.Files(TranslationConfig.MaxPositions))
        {
            ["config.json"] = TranslationConfig.Write(TranslationTokenizer.Vocabulary.Length),
            [EvaluationFile.Name] = TranslationEvaluationFile.Write(
                ("heldout", corpus.Examples(SentenceSplit.HeldOut, 100)), ("unseen", corpus.Examples(SentenceSplit.UnseenCombination, 100))),
        };

        Assert.All(expected, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(Model, file.Key))));
    }

    [Fact]
    public async Task TranslationModel_EveryWord_IsOneTokenAtItsPlace()
    {
        await using LensModel model = await LoadAsync();

        Assert.All(Examples(), line =>
        {
            EncodedExample example = model.Inputs.Encode(0, new LensInput { Text = line.Text, TargetText = line.Target }, new EncodeOptions());
            Assert.Equal(line.Text.Split(' '), example.Tokens.SkipLast(1).Select(token => token.Text));
            Assert.Equal(line.Target.Split(' '), example.Decoder!.Tokens.Skip(1).Select(token => token.Text));
        });
    }

    [Fact]
    public void TranslationModel_Evaluation_IsNotTrainedOn()
    {
        TranslationCorpus corpus = new(1);
        HashSet<string?> trained = [.. Enumerable.Range(0, 200).SelectMany(corpus.Batch).Select(input => input.Text)];

        Assert.DoesNotContain(Examples(), line => trained.Contains(line.Text));
    }

    [Fact]
    public void TranslationModel_Alignment_LinksWordsOfBothTexts() =>
        Assert.All(Examples(), line =>
        {
            Assert.NotEmpty(line.Alignment);
            Assert.All(line.Alignment, link =>
            {
                Assert.InRange(link[0], 0, line.Text.Split(' ').Length - 1);
                Assert.InRange(link[1], 0, line.Target.Split(' ').Length - 1);
            });
        });

    [Fact]
    public void TranslationModel_Folder_IsSmall() =>
        Assert.InRange(Directory.EnumerateFiles(Model).Sum(file => new FileInfo(file).Length), 1 << 20, LargestFolder);

    private static ValueTask<LensModel> LoadAsync() => new BartAdapter().LoadAsync(ModelFolder.Open(Model), new ModelLoadOptions());

    private static TranslationEvaluation Evaluation(LensModel model) => new((TransformerModel)model, Tokenizer.Load(Model));

    private static IEnumerable<(string Text, string Target, int[][] Alignment)> Examples()
    {
        foreach (string line in File.ReadLines(Path.Combine(Model, EvaluationFile.Name)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            yield return (
                root.GetProperty("text").GetString()!,
                root.GetProperty("target_text").GetString()!,
                [
                    .. root.GetProperty("alignment").EnumerateArray()
                        .Select(link => link.EnumerateArray().Select(word => word.GetInt32()).ToArray()),
                ]);
        }
    }
}
