using AttentionLens.Numerics;

namespace AttentionLens.Samples.Tests;

/// <summary>Laws that every derived review keeps.</summary>
public sealed class ReviewGrammarTests
{
    private const int Derived = 2000;

    public static TheoryData<string> Splits => [.. Enum.GetNames<ReviewSplit>()];

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_AskedForALabel_GivesIt(string split)
    {
        SeededRandom random = new(3);

        Assert.All(
            Enumerable.Range(0, Derived),
            index => Assert.Equal(index % 2, ReviewGrammar.Next(index % 2, Enum.Parse<ReviewSplit>(split), random).Label));
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_EvidenceTurned_FlipsTheLabel(string split) =>
        Assert.All(Reviews(split), review => Assert.Equal(1 - review.Label, Turned(review, word => word.IsEvidence).Label));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_OtherOpinionsTurned_KeepsTheLabel(string split) =>
        Assert.All(Reviews(split), review => Assert.Equal(review.Label, Turned(review, word => !word.IsEvidence).Label));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_EvidenceDeleted_LeavesNothingThatDecides(string split) =>
        Assert.All(Reviews(split), review => Assert.Null((review with { Words = review.Words.RemoveAll(word => word.IsEvidence) }).Label));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_AllElseDeleted_KeepsTheLabel(string split) =>
        Assert.All(
            Reviews(split),
            review => Assert.Equal(review.Label, (review with { Words = review.Words.RemoveAll(word => !word.IsEvidence) }).Label));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_OneNegatorDeleted_FlipsALoneOpinion(string split)
    {
        Review[] lone = [.. Reviews(split).Where(review => review.Polarization != "assertion" && DecidingOpinions(review) == 1)];

        Assert.NotEmpty(lone);
        Assert.All(lone, review =>
        {
            ReviewWord negator = review.Words.First(word => word.IsEvidence && word.Role == WordRole.Negator);
            Assert.Equal(1 - review.Label, (review with { Words = review.Words.Remove(negator) }).Label);
        });
    }

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_Negators_StandBeforeTheirSentimentWord(string split) =>
        Assert.All(Reviews(split), review => Assert.All(
            review.Words.Where(word => word.Opinion >= 0).GroupBy(word => word.Opinion),
            opinion => Assert.Equal(opinion.OrderBy(word => word.Role == WordRole.Sentiment), opinion)));

    [Theory]
    [MemberData(nameof(Splits))]
    public void Next_Spans_PointAtTheWords(string split) =>
        Assert.All(Reviews(split), review =>
        {
            ReviewText text = ReviewText.Of(review.Words);
            Assert.Equal(review.Words.Length, text.Spans.Length);
            Assert.All(Enumerable.Range(0, review.Words.Length), index =>
            {
                string written = text.Text[text.Spans[index].Start..text.Spans[index].End];
                string word = review.Words[index].Text;
                Assert.Equal(word == "a" && written.Length == 2 ? "an" : word, written, ignoreCase: true);
            });
        });

    [Fact]
    public void Next_TrainingReviews_ShowNoUnseenCombination() =>
        Assert.All(Reviews(nameof(ReviewSplit.Training)), review => Assert.DoesNotContain(
            review.Words.Where(word => word.Opinion >= 0).GroupBy(word => word.Opinion),
            opinion => opinion.Where(word => word.Role == WordRole.Sentiment).Any(word =>
                ReviewGrammar.IsUnseen(opinion.Where(other => other.Role == WordRole.Negator).Select(other => other.Text), word.Text))));

    [Fact]
    public void Next_UnseenReviews_DecideByAnUnseenCombination() =>
        Assert.All(Reviews(nameof(ReviewSplit.UnseenCombination)), review => Assert.True(review.IsUnseen));

    [Fact]
    public void Next_DifferentSplits_ShareNoText()
    {
        HashSet<string> training = Texts(ReviewSplit.Training);
        HashSet<string> heldOut = Texts(ReviewSplit.HeldOut);
        HashSet<string> unseen = Texts(ReviewSplit.UnseenCombination);

        Assert.False(training.Overlaps(heldOut));
        Assert.False(training.Overlaps(unseen));
        Assert.False(heldOut.Overlaps(unseen));
    }

    [Fact]
    public void Next_ManyReviews_UseEveryConstructionAndPolarization()
    {
        IEnumerable<Review> reviews = Reviews(nameof(ReviewSplit.HeldOut));

        Assert.Equal(
            Construction.All.Select(construction => construction.Name).Distinct().Order(),
            reviews.Select(review => review.Construction).Distinct().Order());
        Assert.Equal(["assertion", "double-negation", "negation"], reviews.Select(review => review.Polarization).Distinct().Order());
    }

    [Fact]
    public void Next_ManyReviews_CannotBeLabelledByCounting() =>
        Assert.InRange(new SentimentResult([.. Reviews(nameof(ReviewSplit.HeldOut))], []).CountingAccuracy, 0.5, 0.7);

    private static Review[] Reviews(string split)
    {
        SeededRandom random = new(7);
        return [.. Enumerable.Range(0, Derived).Select(index => ReviewGrammar.Next(index % 2, Enum.Parse<ReviewSplit>(split), random))];
    }

    private static HashSet<string> Texts(ReviewSplit split) =>
        new(Reviews($"{split}").Select(review => ReviewText.Of(review.Words).Text), StringComparer.OrdinalIgnoreCase);

    private static Review Turned(Review review, Func<ReviewWord, bool> which) => review with
    {
        Words = [.. review.Words.Select(word => which(word) ? word with { Polarity = -word.Polarity } : word)],
    };

    private static int DecidingOpinions(Review review) =>
        review.Words.Where(word => word.Decides).Select(word => word.Opinion).Distinct().Count();
}
