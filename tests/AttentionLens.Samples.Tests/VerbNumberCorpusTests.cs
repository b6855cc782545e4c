using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class VerbNumberCorpusTests
{
    private const int Together = 8;

    [Fact]
    public void Batch_ManySteps_AreFullBalancedAndSometimesHidden()
    {
        VerbNumberCorpus corpus = new(1);
        LensInput[] inputs = [.. Enumerable.Range(0, 4 * Together).SelectMany(corpus.Batch)];
        string[] words = [.. inputs.SelectMany(input => input.Text!.Split(' '))];

        Assert.Equal(4 * Together * VerbNumberCorpus.BatchSize, inputs.Length);
        Assert.InRange(inputs.Average(input => (double)input.Label!.Value), 0.45, 0.55);
        Assert.InRange(words.Count(word => word.StartsWith("[MASK]", StringComparison.Ordinal)) / (double)words.Length, 0.07, 0.13);
    }

    [Fact]
    public void Batch_AskedInAnotherOrder_GivesTheSameInputs()
    {
        VerbNumberCorpus forward = new(5);
        VerbNumberCorpus backward = new(5);

        string[] first = [Texts(forward, 0), Texts(forward, 9)];

        Assert.Equal(first[1], Texts(backward, 9));
        Assert.Equal(first[0], Texts(backward, 0));
        Assert.NotEqual(first[0], first[1]);
    }

    [Fact]
    public void HeldOut_Sentences_AreThoseOfTheAgreementModel() =>
        Assert.Equal(
            new AgreementCorpus(3).HeldOut(4).Select(sentence => sentence.BeforeVerb.Text),
            new VerbNumberCorpus(3).HeldOut(4).Select(sentence => sentence.BeforeVerb.Text));

    private static string Texts(VerbNumberCorpus corpus, int step) => string.Join('\n', corpus.Batch(step).Select(input => $"{input.Label} {input.Text}"));
}
