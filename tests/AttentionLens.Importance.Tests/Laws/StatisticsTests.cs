using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Laws;

/// <summary>Intervals and rank correlations.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void IntervalOf_ManyCorpora_CoversTheTruthAboutAsOftenAsItSays()
    {
        const int Corpora = 300;
        const int Examples = 40;
        const double Truth = 0.7;
        int covered = 0;
        for (ulong corpus = 0; corpus < Corpora; corpus++)
        {
            SeededRandom random = new(corpus);
            ImmutableArray<double> values = [.. Enumerable.Range(0, Examples).Select(_ => Truth + random.NextNormal())];
            (double low, double high) = new Bootstrap(Examples, 400, corpus).IntervalOf(values, [.. values.Select(_ => 1.0)])!.Value;
            covered += low <= Truth && Truth <= high ? 1 : 0;
        }

        Assert.InRange(covered / (double)Corpora, 0.90, 0.98);
    }

    [Fact]
    public void IntervalOf_OneExample_IsNone() => Assert.Null(new Bootstrap(1, 100, 0).IntervalOf([1.0], [1.0]));

    [Fact]
    public void IntervalOf_HeavyExample_PullsTheMean()
    {
        ImmutableArray<double> values = [0, 0, 0, 1];

        (double _, double light) = new Bootstrap(4, 1000, 0).IntervalOf(values, [1, 1, 1, 0.01])!.Value;
        (double _, double heavy) = new Bootstrap(4, 1000, 0).IntervalOf(values, [1, 1, 1, 100])!.Value;

        Assert.True(light < 0.1 && heavy > 0.9);
    }

    [Fact]
    public void RankCorrelation_Orders_AreMinusOneToOne()
    {
        ImmutableArray<double> rising = [1, 2, 5, 9];
        ImmutableArray<double> falling = [3, 2, 1, -4];

        Assert.Equal(1, RankCorrelation.Spearman(rising, [.. rising.Select(Math.Exp)]), 1e-12);
        Assert.Equal(-1, RankCorrelation.Spearman(rising, falling), 1e-12);
        Assert.Equal(1, RankCorrelation.Kendall(rising, [.. rising.Select(Math.Exp)]), 1e-12);
        Assert.Equal(-1, RankCorrelation.Kendall(rising, falling), 1e-12);
    }

    [Fact]
    public void RankCorrelation_Ties_AreTakenOut()
    {
        // By hand: ranks 0.5 0.5 2 3 against 0 1 2 3; five of six pairs are untied on the left, all agree.
        ImmutableArray<double> left = [1, 1, 2, 3];
        ImmutableArray<double> right = [1, 2, 3, 4];

        Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), RankCorrelation.Spearman(left, right), 1e-12);
        Assert.Equal(5 / Math.Sqrt(30), RankCorrelation.Kendall(left, right), 1e-12);
        Assert.True(double.IsNaN(RankCorrelation.Spearman([1, 1], [1, 2])));
    }
}
