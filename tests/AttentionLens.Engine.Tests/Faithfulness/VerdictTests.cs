namespace AttentionLens.Engine.Tests;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(0.9, 0.8, true, "beats random orders: comprehensiveness 0.900 against 0.400 at random, sufficiency 0.000 against 0.000")]
    [InlineData(0.7, 0.8, false, "does not beat random orders (one example says so only where it beats the best of them): comprehensiveness 0.700 against 0.400")]
    [InlineData(0.3, 0.8, false, "does not beat random orders: comprehensiveness 0.300 against 0.400")]
    [InlineData(-0.0002, 0.8, false, "does not beat random orders: comprehensiveness 0.000 against 0.400")]
    [InlineData(-0.0012, 0.8, false, "does not beat random orders: comprehensiveness -0.001 against 0.400")]
    public void VerdictOn_OneExample_SaysWhatItIsHeldAgainst(double method, double best, bool beats, string said)
    {
        RankingFaithfulness ranking = Ranking("method", method);

        FaithfulnessVerdict verdict = new FaithfulnessResult([0], Ranking("random", 0.4), [best], [ranking]).VerdictOn(ranking);

        Assert.Equal(beats, verdict.BeatsRandom);
        Assert.StartsWith(said, verdict.Text, StringComparison.Ordinal);
    }

    private static RankingFaithfulness Ranking(string name, double comprehensiveness) => new(
        name, [[new Measure(FaithfulnessNames.Comprehensiveness, comprehensiveness, "probability"), new Measure(FaithfulnessNames.Sufficiency, 0, "probability")]]);
}
