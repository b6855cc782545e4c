using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

public sealed class AgreementCorpusTests
{
    private const int Together = 8;

    [Fact]
    public void Batch_EightSteps_AreFullAndMixed()
    {
        AgreementCorpus corpus = new(1);
        LensInput[] inputs = [.. Enumerable.Range(0, Together).SelectMany(corpus.Batch)];

        Assert.Equal(Together * AgreementCorpus.BatchSize, inputs.Length);
        Assert.Equal((Together - AgreementCorpus.SentenceShare) * AgreementCorpus.BatchSize, inputs.Count(input => !input.Labels.IsDefault));
        Assert.All(inputs, input => Assert.InRange(input.Ids.Length, 4, AgreementConfig.MaxPositions));
    }

    [Fact]
    public void Batch_AskedInAnotherOrder_GivesTheSameInputs()
    {
        AgreementCorpus forward = new(5);
        AgreementCorpus backward = new(5);
        int[] steps = [0, 7, 8, 20];

        Dictionary<int, string> first = steps.ToDictionary(step => step, step => Ids(forward.Batch(step)));

        Assert.All(steps.Reverse(), step => Assert.Equal(first[step], Ids(backward.Batch(step))));
    }

    [Fact]
    public void Batch_OtherSeedOrStep_GivesOtherInputs()
    {
        Assert.NotEqual(Ids(new AgreementCorpus(1).Batch(0)), Ids(new AgreementCorpus(2).Batch(0)));
        Assert.NotEqual(Ids(new AgreementCorpus(1).Batch(0)), Ids(new AgreementCorpus(1).Batch(Together)));
    }

    [Fact]
    public void HeldOut_Count_AreDifferentAndBalanced()
    {
        ImmutableArray<AgreementSentence> sentences = new AgreementCorpus(1).HeldOut(40);

        Assert.Equal(40 * SentenceConstruction.All.Length, sentences.Length);
        Assert.Equal(sentences.Length / 2, sentences.Count(sentence => sentence.Subject.IsPlural));
        Assert.All(SentenceConstruction.All, construction =>
            Assert.Equal(40, sentences.Count(sentence => sentence.Construction == construction)));
        Assert.Equal(
            sentences.Length, sentences.Select(sentence => string.Join(' ', sentence.Words[..(sentence.VerbPlace + 1)])).Distinct().Count());
    }

    [Fact]
    public void Repeated_Sequences_RepeatDifferentWordsAndLabelWhatCanBeForetold() =>
        Assert.All(new AgreementCorpus(1).Repeated(200), sequence =>
        {
            ImmutableArray<int> ids = sequence.Ids;
            Assert.InRange(ids.Length, (2 * RepeatedSequence.ShortestPeriod) + 1, AgreementConfig.MaxPositions);
            Assert.Equal(SentenceVocabulary.EndId, ids[0]);
            Assert.Equal(ids[1..sequence.SecondCopy].AsEnumerable(), ids[sequence.SecondCopy..]);
            Assert.Equal(sequence.Period, sequence.Copy.Distinct().Count());
            Assert.All(sequence.Copy, id => Assert.InRange(id, WordLevelFiles.Special.Length, SentenceVocabulary.Tokens.Length - 1));
            Assert.Equal(ids.Length, sequence.Labels.Length);
            Assert.All(Enumerable.Range(0, ids.Length), place =>
                Assert.Equal(place > sequence.SecondCopy ? ids[place] : -100, sequence.Labels[place]));
        });

    [Fact]
    public void Next_ManySequences_HaveManyPeriods()
    {
        SeededRandom random = new(1);

        Assert.Equal(
            Enumerable.Range(RepeatedSequence.ShortestPeriod, RepeatedSequence.LongestPeriod - RepeatedSequence.ShortestPeriod + 1), Enumerable.Range(0, 2000).Select(_ => RepeatedSequence.Next(random).Period).Distinct().Order());
    }

    private static string Ids(IReadOnlyList<LensInput> batch) => string.Join('\n', batch.Select(input => string.Join(' ', input.Ids)));
}
