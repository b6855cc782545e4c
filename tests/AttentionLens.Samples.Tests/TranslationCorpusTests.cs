using System.Collections.Immutable;

namespace AttentionLens.Samples.Tests;

public sealed class TranslationCorpusTests
{
    [Fact]
    public void Batch_SameSeed_IsTheSameInAnyOrder()
    {
        TranslationCorpus forwards = new(1);
        TranslationCorpus backwards = new(1);

        string[] first = [.. Enumerable.Range(0, 17).Select(step => Text(forwards, step))];
        string[] second = [.. Enumerable.Range(0, 17).Reverse().Select(step => Text(backwards, step)).Reverse()];

        Assert.Equal(first, second);
        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.NotEqual(first[0], Text(new TranslationCorpus(2), 0));
    }

    [Fact]
    public void Batch_AnyStep_HasBothTextsAndNoLabels() =>
        Assert.All(new TranslationCorpus(1).Batch(3), input =>
        {
            Assert.NotNull(input.Text);
            Assert.NotNull(input.TargetText);
            Assert.True(input.Labels.IsDefault);
        });

    [Fact]
    public void Batch_Lengths_AreAboutEqual()
    {
        int[] lengths = [.. new TranslationCorpus(1).Batch(0).Select(input => Math.Max(Words(input.Text!), Words(input.TargetText!)))];

        Assert.Equal(TranslationCorpus.BatchSize, lengths.Length);
        Assert.InRange(lengths.Max() - lengths.Min(), 0, 8);
    }

    [Fact]
    public void Examples_Count_AreDifferentAndTheBeginningOfMore()
    {
        TranslationCorpus corpus = new(1);

        ImmutableArray<SentencePair> few = corpus.Examples(SentenceSplit.HeldOut, 100);

        Assert.Equal(100, few.Select(pair => pair.Source).Distinct().Count());
        Assert.Equal(
            few.Select(pair => pair.Source), corpus.Examples(SentenceSplit.HeldOut, 200).Take(100).Select(pair => pair.Source));
    }

    private static string Text(TranslationCorpus corpus, int step) => string.Join('\n', corpus.Batch(step).Select(input => input.Text));

    private static int Words(string text) => text.Split(' ').Length;
}
