using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Bert;
using AttentionLens.Tests;

namespace AttentionLens.Samples.Tests;

/// <summary>The model that ships with the samples.</summary>
public sealed class VerbNumberModelTests
{
    private const long LargestFolder = 4 << 20;

    private static readonly string Model = Path.Combine(ReferenceData.Checkout, "samples", "models", "verb-number");

    [Fact]
    public async Task VerbNumberModel_ItsEvaluation_IsMostlyPredicted()
    {
        JsonElement[] lines = [.. Lines()];
        await using LensModel model = await LoadAsync();

        ImmutableArray<int> predictions = await SentimentEvaluation.PredictAsync(model, [.. lines.Select(Text)], default);

        Assert.Equal(SentenceConstruction.All.Length * 16, lines.Length);
        Assert.InRange(lines.Where((line, index) => line.GetProperty("label").GetInt32() == predictions[index]).Count() / (double)lines.Length, 0.93, 1);
    }

    [Fact]
    public async Task VerbNumberModel_Words_AreTokensAndTheTruthLiesOnThem()
    {
        await using LensModel model = await LoadAsync();

        Assert.All(Lines(), line =>
        {
            ImmutableArray<LensToken> tokens = model.Inputs.Encode(0, new LensInput { Text = Text(line) }, new EncodeOptions()).Tokens;
            int subject = Assert.Single(line.GetProperty("evidence_tokens").EnumerateArray()).GetInt32();
            int[] span = [.. Assert.Single(line.GetProperty("evidence").EnumerateArray()).EnumerateArray().Select(end => end.GetInt32())];
            Assert.Equal((span[0], span[1]), (tokens[subject].Source.Start.Value, tokens[subject].Source.End.Value));
            Assert.Equal(Text(line).Replace(",", " ,", StringComparison.Ordinal).Split(' ').Length, tokens.Count(token => !token.IsSpecial));
            Assert.DoesNotContain(tokens, token => token.Text == "[UNK]");
        });
    }

    [Fact]
    public void VerbNumberModel_GeneratedFiles_AreThoseOfTheDefaultSeed() =>
        Assert.All(
            VerbNumberFiles.Of(new VerbNumberCorpus(1).HeldOut(16)),
            file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(Model, file.Key))));

    [Fact]
    public void VerbNumberModel_Folder_IsSmall() =>
        Assert.InRange(Directory.EnumerateFiles(Model).Sum(file => new FileInfo(file).Length), 1 << 20, LargestFolder);

    private static ValueTask<LensModel> LoadAsync() => new BertAdapter().LoadAsync(ModelFolder.Open(Model), new ModelLoadOptions());

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;

    private static IEnumerable<JsonElement> Lines()
    {
        foreach (string line in File.ReadLines(Path.Combine(Model, VerbNumberFiles.Sentences)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
