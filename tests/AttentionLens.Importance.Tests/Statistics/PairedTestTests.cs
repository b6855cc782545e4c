using System.Collections.Immutable;
using AttentionLens.Engine;

namespace AttentionLens.Importance.Tests.Statistics;

/// <summary>Paired tests: against published values and values by hand, and as laws.</summary>
public sealed class PairedTestTests
{
    // Fisher 1935, section 21: Darwin's plants, differences of height in eighths of an inch; 1726 of 32768 sums are as large.
    private static readonly double[] Darwin = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void SignFlip_DarwinsPlants_IsFishersValue()
    {
        (string name, double value) = SignFlipTest.Of(Darwin, 1, 0, 0);

        Assert.Equal("sign-flip-exact", name);
        Assert.Equal(1726 / 32768.0, value, 1e-12);
    }

    [Fact]
    public void SignFlip_DrawnSigns_AreNearToAllSigns()
    {
        // Three plants more than can be counted out; the nine thousand draws are within a few standard errors of all 2^18 signs.
        double[] more = [.. Darwin, 3, -9, 4];
        int asLarge = 0;
        for (int signs = 0; signs < 1 << more.Length; signs++)
        {
            asLarge += Math.Abs(more.Select((size, index) => (signs >> index & 1) == 0 ? size : -size).Sum()) >= more.Sum() ? 1 : 0;
        }

        (string name, double value) = SignFlipTest.Of(more, 1, 7, 0);

        Assert.Equal("sign-flip-drawn", name);
        Assert.Equal(asLarge / (double)(1 << more.Length), value, 0.25 * value);
    }

    [Fact]
    public void SignFlip_ManyExamples_IsNearToTheNormalLimit()
    {
        SeededRandom random = new(3);
        double[] many = [.. Enumerable.Range(0, 2001).Select(_ => 0.045 + random.NextNormal())];

        (string limit, double normal) = SignFlipTest.Of(many, 1, 0, 0);
        (string drawn, double exact) = SignFlipTest.Of(many.AsSpan(0, 2000), 1, 0, 0);

        Assert.Equal(("sign-flip-normal", "sign-flip-drawn"), (limit, drawn));
        Assert.InRange(normal / exact, 0.6, 1.6);
    }

    [Fact]
    public void SignFlip_NoDifference_IsOne() => Assert.Equal(1, SignFlipTest.Of([0.0, 0.0, 0.0], 1, 0, 0).PValue);

    [Theory]
    [InlineData(10)]
    [InlineData(40)]
    public void SignFlip_WithoutEffect_IsBelowEachLevelAsOftenAsItSays(int examples)
    {
        const int Corpora = 2000;
        SeededRandom random = new(11);
        double[] values = [.. Enumerable.Range(0, Corpora).Select(corpus =>
            SignFlipTest.Of([.. Enumerable.Range(0, examples).Select(_ => random.NextNormal())], 1, 5, corpus).PValue)];

        foreach (double level in (double[])[0.05, 0.2, 0.5])
        {
            Assert.Equal(level, values.Count(value => value <= level) / (double)Corpora, 4 * Math.Sqrt(level * (1 - level) / Corpora));
        }
    }

    [Fact]
    public void McNemar_ByHand_IsTheBinomialTail()
    {
        Assert.Equal(2 * (1 + 10) / 1024.0, McNemarTest.Of(1, 9), 1e-12);
        Assert.Equal(2 * (1 + 10) / 1024.0, McNemarTest.Of(9, 1), 1e-12);
        Assert.Equal(1, McNemarTest.Of(4, 4));
        Assert.Equal(1, McNemarTest.Of(0, 0));
        Assert.Equal(NormalTail.TwoSided((300 - 1) / Math.Sqrt(20300)), McNemarTest.Of(10000, 10300), 1e-3);
    }

    [Theory]
    [InlineData(3, 8)]
    [InlineData(0, 6)]
    [InlineData(5, 5)]
    public void SignFlip_OfRightAndWrong_IsMcNemar(int first, int second) => Assert.Equal(
        McNemarTest.Of(first, second),
        SignFlipTest.Of([.. Enumerable.Repeat(1.0, first), .. Enumerable.Repeat(-1.0, second), 0, 0], 1, 0, 0).PValue,
        1e-12);

    [Fact]
    public void NormalTail_Tables_AreMet()
    {
        Assert.Equal(1, NormalTail.TwoSided(0), 1e-15);
        Assert.Equal(0.05, NormalTail.TwoSided(-1.959963984540054), 1e-12);
        Assert.Equal(0.0026997960632602, NormalTail.TwoSided(3), 1e-12);
        Assert.Equal(1, NormalTail.TwoSided(6) / 1.973175290075e-9, 1e-9);
        Assert.Equal(1, NormalTail.TwoSided(Math.BitDecrement(3.0)) / NormalTail.TwoSided(3), 1e-10);
    }

    [Fact]
    public void Adjust_FourTests_IsAsByHand()
    {
        ImmutableArray<double> values = [0.01, 0.04, 0.03, 0.005];

        Assert.Equal([0.03, 0.06, 0.06, 0.02], ManyTests.Adjust(values, TestCorrection.Holm), Near);
        Assert.Equal([0.02, 0.04, 0.04, 0.02], ManyTests.Adjust(values, TestCorrection.BenjaminiHochberg), Near);
    }

    [Theory]
    [InlineData(TestCorrection.Holm)]
    [InlineData(TestCorrection.BenjaminiHochberg)]
    public void Adjust_AnyTests_KeepsTheirOrderAndMakesNoneSurer(TestCorrection correction)
    {
        SeededRandom random = new(2);
        ImmutableArray<double> values = [.. Enumerable.Range(0, 50).Select(_ => Math.Pow(random.NextUniform(), 3))];

        ImmutableArray<double> adjusted = ManyTests.Adjust(values, correction);

        int[] rising = [.. Enumerable.Range(0, values.Length).OrderBy(place => values[place])];
        Assert.Equal(rising.Select(place => adjusted[place]).Order(), rising.Select(place => adjusted[place]));
        Assert.All(values.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First, 1));
        Assert.All(
            ManyTests.Adjust(values, TestCorrection.Holm).Zip(ManyTests.Adjust(values, TestCorrection.BenjaminiHochberg)),
            pair => Assert.True(pair.First >= pair.Second));
    }

    [Fact]
    public void Hedges_FiveExamples_IsAsByHand()
    {
        // Mean 3, deviation √2.5, correction 1 − 3/15.
        Assert.Equal(3 / Math.Sqrt(2.5) * 0.8, EffectSize.Hedges([1, 2, 3, 4, 5])!.Value, 1e-12);
        Assert.Null(EffectSize.Hedges([2.0, 2.0]));
        Assert.Equal(0, EffectSize.Hedges([0.0, 0.0]));
        Assert.Null(EffectSize.Hedges([1.0]));
    }

    private static bool Near(double expected, double found) => Math.Abs(expected - found) < 1e-12;
}
