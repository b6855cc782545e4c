using System.Collections.Immutable;
using System.Text.Json;
using AttentionLens.Gpt2;
using AttentionLens.Numerics;
using AttentionLens.Tests;

namespace AttentionLens.Samples.Tests;

/// <summary>The model that ships with the samples.</summary>
public sealed class AgreementModelTests
{
    private const long LargestFolder = 4 << 20;
    private const int FirstWord = 1;

    private static readonly string Model = Path.Combine(ReferenceData.Checkout, "samples", "models", "agreement");

    [Fact]
    public async Task AgreementModel_ItsEvaluation_AgreesWithItsSubjects()
    {
        JsonElement[] lines = [.. Lines(AgreementFiles.Sentences)];
        await using LensModel model = await LoadAsync();

        ImmutableArray<bool> hits = await AgreementEvaluation.CompareAsync(
            model,
            [.. lines.Select(line => (Text(line), line.GetProperty("target").GetInt32(), line.GetProperty("wrong_target").GetInt32()))],
            default);

        Assert.Equal(SentenceConstruction.All.Length * 16, lines.Length);
        Assert.InRange(Share(hits), 0.99, 1);
        Assert.InRange(
            Share(hits.Where((_, index) => lines[index].GetProperty("opposite_attractor_tokens").GetArrayLength() > 0)), 0.99, 1);
    }

    [Fact]
    public async Task AgreementModel_RepeatedSequences_AreContinued()
    {
        ImmutableArray<RepeatedSequence> sequences = new AgreementCorpus(1).Repeated(50);
        await using LensModel model = await LoadAsync();

        InductionResult result = await InductionEvaluation.MeasureAsync(model, sequences, [], default);

        Assert.InRange(result.Accuracy, 0.99, 1);
        Assert.InRange(result.BestInduction.Induction, 0.9, 1);
        Assert.InRange(result.BestPrevious.Previous, 0.6, 1);
        Assert.True(result.BestPrevious.Layer < result.BestInduction.Layer, "No previous-token head comes before the induction head.");
    }

    [Fact]
    public async Task AgreementModel_WithoutPreviousTokenHeads_LosesItsInductionHeads()
    {
        ImmutableArray<RepeatedSequence> sequences = new AgreementCorpus(1).Repeated(200);
        await using LensModel model = await LoadAsync();
        InductionResult whole = await InductionEvaluation.MeasureAsync(model, sequences, [], default);

        InductionResult removed = await InductionEvaluation.MeasureAsync(
            model, sequences, PreviousTokenAblation.Strongest(whole.Heads), default);
        InductionResult control = await InductionEvaluation.MeasureAsync(
            model, sequences, PreviousTokenAblation.Control(whole.Heads), default);

        Assert.InRange(removed.BestInduction.Induction, 0, 0.3);
        Assert.InRange(removed.Accuracy, 0, 0.3);
        Assert.InRange(control.BestInduction.Induction, 0.9, 1);
        Assert.InRange(control.Accuracy, 0.8, 1);
    }

    // The number that a model reads off the subject alone follows the subject, whatever the attractors are.
    [Fact]
    public async Task AgreementModel_SubjectOfTheOtherNumber_TurnsTheVerb()
    {
        ImmutableArray<AgreementSentence> sentences = new AgreementCorpus(1).HeldOut(16);
        await using LensModel model = await LoadAsync();

        ImmutableArray<bool> hits = await AgreementEvaluation.CompareAsync(
            model,
            [.. sentences.Select(sentence => (
                AgreementLine.TextOf(Turned(sentence)), SentenceVocabulary.IdOf(sentence.WrongForm), SentenceVocabulary.IdOf(sentence.RightForm)))],
            default);

        Assert.InRange(Share(hits), 0.97, 1);
    }

    [Fact]
    public void AgreementModel_GeneratedFiles_AreThoseOfTheDefaultSeed() =>
        Assert.All(
            AgreementFiles.Of(new AgreementCorpus(1), 16, 50),
            file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(Model, file.Key))));

    [Fact]
    public async Task AgreementModel_Truth_LiesOnTheTokensOfTheText()
    {
        await using LensModel model = await LoadAsync();
        HashSet<string> nouns =
            [.. AgreementLexicon.People.Concat(AgreementLexicon.Things).SelectMany(noun => new[] { noun.Singular, noun.Plural })];

        Assert.All(Lines(AgreementFiles.Sentences), line =>
        {
            EncodedExample example = model.Inputs.Encode(0, new LensInput { Text = Text(line) }, new EncodeOptions());
            int subject = Assert.Single(Numbers(line, "evidence_tokens"));
            int[] span = [.. Assert.Single(line.GetProperty("evidence").EnumerateArray()).EnumerateArray().Select(end => end.GetInt32())];
            Assert.Equal(example.Tokens.Length - 1, line.GetProperty("position").GetInt32());
            Assert.Equal((span[0], span[1]), (example.Tokens[subject].Source.Start.Value, example.Tokens[subject].Source.End.Value));
            Assert.Equal(
                Enumerable.Range(FirstWord, example.Tokens.Length - FirstWord).Where(place => nouns.Contains(example.Tokens[place].Text)),
                Numbers(line, "attractor_tokens").Append(subject).Order());
            Assert.Subset(Numbers(line, "attractor_tokens").ToHashSet(), Numbers(line, "opposite_attractor_tokens").ToHashSet());
            Assert.Equal(line.GetProperty("verb").GetString(), SentenceVocabulary.Tokens[line.GetProperty("target").GetInt32()]);
            Assert.Equal(line.GetProperty("wrong_verb").GetString(), SentenceVocabulary.Tokens[line.GetProperty("wrong_target").GetInt32()]);
        });
    }

    [Fact]
    public void AgreementModel_RepeatedSequences_AreTrue() =>
        Assert.All(Lines(AgreementFiles.Sequences), line =>
        {
            int[] ids = [.. Numbers(line, "ids")];
            int position = line.GetProperty("position").GetInt32();
            int source = Assert.Single(Numbers(line, "evidence_tokens"));
            Assert.Equal(ids.Length - 2, position);
            Assert.Equal(line.GetProperty("target").GetInt32(), ids[position + 1]);
            Assert.Equal(ids[position + 1], ids[source]);
            Assert.Equal(ids[position], ids[source - 1]);
            Assert.Equal(line.GetProperty("period").GetInt32(), position + 1 - source);
            Assert.Equal(ids.Length, Numbers(line, "labels").Count());
        });

    [Fact]
    public void AgreementModel_Evaluation_HoldsNothingTrainedOn()
    {
        SeededRandom random = new(1);
        HashSet<string> trained = new(StringComparer.Ordinal);
        for (int index = 0; index < 20000; index++)
        {
            AgreementSentence sentence = AgreementGrammar.NextTraining(random);
            trained.Add($"{AgreementLine.TextOf(sentence)} {sentence.RightForm}");
        }

        Assert.DoesNotContain(Lines(AgreementFiles.Sentences), line => trained.Contains($"{Text(line)} {line.GetProperty("verb").GetString()}"));
    }

    [Fact]
    public void AgreementModel_Folder_IsSmall() =>
        Assert.InRange(Directory.EnumerateFiles(Model).Sum(file => new FileInfo(file).Length), 1 << 20, LargestFolder);

    private static ValueTask<LensModel> LoadAsync() => new Gpt2Adapter().LoadAsync(ModelFolder.Open(Model), new ModelLoadOptions());

    private static AgreementSentence Turned(AgreementSentence sentence) => sentence with
    {
        Words = sentence.Words.SetItem(sentence.Subject.Place, sentence.Subject.Noun.Form(!sentence.Subject.IsPlural)),
    };

    private static string Text(JsonElement line) => line.GetProperty("text").GetString()!;

    private static IEnumerable<int> Numbers(JsonElement line, string name) =>
        line.GetProperty(name).EnumerateArray().Select(number => number.GetInt32());

    private static double Share(IEnumerable<bool> hits) => hits.Average(hit => hit ? 1.0 : 0.0);

    private static IEnumerable<JsonElement> Lines(string name)
    {
        foreach (string line in File.ReadLines(Path.Combine(Model, name)))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }
}
