namespace AttentionLens.Abstractions.Tests;

/// <summary>The generator's published numbers, and its laws.</summary>
public sealed class SeededRandomTests
{
    [Fact]
    public void NextBits_SeedZero_GivesThePublishedNumbers()
    {
        SeededRandom random = new(0);

        Assert.Equal(
            [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC, 0x1B39896A51A8749B],
            (ulong[])[random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void NextBits_AnotherSeed_GivesThePublishedNumbers()
    {
        SeededRandom random = new(1234567);

        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            (ulong[])[random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits(), random.NextBits()]);
    }

    [Fact]
    public void NextUniform_ManyNumbers_LieInTheUnitIntervalEvenly()
    {
        SeededRandom random = new(7);
        int[] tenths = new int[10];
        for (int index = 0; index < 20_000; index++)
        {
            tenths[(int)(random.NextUniform() * 10)]++;
        }

        Assert.All(tenths, count => Assert.InRange(count, 1800, 2200));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void Next_ManyNumbers_ReachEveryValueBelowTheBound(int bound)
    {
        SeededRandom random = new(8);
        int[] counts = new int[bound];
        for (int index = 0; index < bound * 200; index++)
        {
            counts[random.Next(bound)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 130, 270));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Next_NoValueBelowTheBound_IsRefused(int bound)
    {
        SeededRandom random = new(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(bound));
    }

    [Fact]
    public void NextNormal_ManyNumbers_HaveMeanZeroAndVarianceOne()
    {
        const int Count = 50_000;
        SeededRandom random = new(9);
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < Count; index++)
        {
            double value = random.NextNormal();
            Assert.InRange(value, -6, 6);
            sum += value;
            squares += value * value;
        }

        Assert.Equal(0, sum / Count, 0.02);
        Assert.Equal(1, squares / Count, 0.02);
    }

    [Fact]
    public void Shuffle_List_IsAPermutationThatTheSeedDecides()
    {
        int[] first = [.. Enumerable.Range(0, 50)];
        int[] again = [.. first];
        int[] other = [.. first];

        new SeededRandom(3).Shuffle(first.AsSpan());
        new SeededRandom(3).Shuffle(again.AsSpan());
        new SeededRandom(4).Shuffle(other.AsSpan());

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(Enumerable.Range(0, 50), first);
        Assert.Equal(Enumerable.Range(0, 50), first.Order());
    }

    [Fact]
    public void Shuffle_ThreeValues_GivesEveryOrderAboutAsOften()
    {
        SeededRandom random = new(5);
        Dictionary<string, int> counts = [];
        for (int index = 0; index < 6000; index++)
        {
            char[] list = ['a', 'b', 'c'];
            random.Shuffle(list.AsSpan());
            counts[new string(list)] = counts.GetValueOrDefault(new string(list)) + 1;
        }

        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void Stream_OtherNumbersOrSeed_IsAnotherSequence()
    {
        ulong[] first = [.. ((ulong[][])[[1, 2], [2, 1], [1], [1, 2, 0], []]).Select(numbers => SeededRandom.Stream(3, numbers).NextBits())];

        Assert.Equal(first.Length, first.Distinct().Count());
        Assert.Equal(SeededRandom.Stream(3, 1, 2).NextBits(), first[0]);
        Assert.NotEqual(SeededRandom.Stream(4, 1, 2).NextBits(), first[0]);
        Assert.Equal(new SeededRandom(3).NextBits(), first[^1]);
    }
}
