using System.Buffers;
using System.Buffers.Binary;
using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class HeadStatisticsTests
{
    private static readonly HookPoint[] Hooks = [PlantedHooks.Self(0), PlantedHooks.Self(10), PlantedHooks.Self(2)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(12)]
    public void Merge_AnyCut_EqualsOnePass(int cut)
    {
        HeadStatistics whole = Of(0..12);

        HeadStatistics merged = Of(0..cut);
        merged.Merge(Of(cut..12));

        AssertClose(whole, merged);
    }

    [Fact]
    public void Merge_AnyGrouping_IsTheSame()
    {
        HeadStatistics left = Of(0..3);
        left.Merge(Of(3..8));
        left.Merge(Of(8..12));
        HeadStatistics tail = Of(3..8);
        tail.Merge(Of(8..12));
        HeadStatistics right = Of(0..3);
        right.Merge(tail);

        AssertClose(left, right);
    }

    [Fact]
    public void Merge_IntoNothing_IsExact()
    {
        HeadStatistics empty = new();
        empty.Merge(Of(0..5));

        Assert.Equal(Bytes(Of(0..5)), Bytes(empty));
    }

    [Fact]
    public void Merge_OtherNumberOfHeads_IsRefused()
    {
        HeadStatistics statistics = Of(0..2);

        Assert.Throws<LensInputException>(() => statistics.Merge(Of(0..2, heads: 3)));
    }

    [Fact]
    public void Add_PatternOfAnotherShape_IsRefused()
    {
        PlantedBatch batch = new PlantedBatch(PlantedExample.Of("a b c")).With(Hooks[0], new float[8], [1, 2, 2, 2]);

        LensInputException error = Assert.Throws<LensInputException>(() => new HeadStatistics().Add(batch.At(Hooks[0])));

        Assert.Contains("[1, 2, 2, 2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadFrom_WhatWasWritten_GivesTheSameBytes()
    {
        byte[] written = Bytes(Of(0..5));

        Assert.Equal(written, Bytes(HeadStatistics.ReadFrom(written)));
    }

    [Fact]
    public void WriteTo_AnyOrderOfHookPoints_GivesTheSameBytes() =>
        Assert.Equal(Bytes(Of(0..4)), Bytes(Of(0..4, hooks: [.. Hooks.Reverse()])));

    [Fact]
    public void ReadFrom_NothingSeen_IsEmpty() => Assert.Empty(HeadStatistics.ReadFrom(Bytes(new HeadStatistics())).Sites);

    [Fact]
    public void ReadFrom_ModelThatGivesNoNumbers_RoundTrips()
    {
        HeadStatistics statistics = new();
        statistics.Add(new PlantedBatch(PlantedExample.Of("a b")).With(Hooks[0], 1, (_, _, _, _) => float.NaN).At(Hooks[0]));

        Assert.Equal(Bytes(statistics), Bytes(HeadStatistics.ReadFrom(Bytes(statistics))));
    }

    [Fact]
    public void ReadFrom_EveryTruncation_IsRefused()
    {
        byte[] written = Bytes(Of(0..2));

        for (int length = 0; length < written.Length; length++)
        {
            Assert.Throws<LensInputException>(() => HeadStatistics.ReadFrom(written.AsSpan(0, length)));
        }

        Assert.Throws<LensInputException>(() => HeadStatistics.ReadFrom([.. written, 0]));
    }

    [Fact]
    public void ReadFrom_AnyByteChanged_IsReadOrRefused()
    {
        byte[] written = Bytes(Of(0..2));

        for (int index = 0; index < written.Length; index++)
        {
            foreach (byte value in (byte[])[0x00, 0x7f, 0x80, 0xff])
            {
                byte[] changed = [.. written];
                changed[index] = value;
                try
                {
                    Assert.Equal(changed, Bytes(HeadStatistics.ReadFrom(changed)));
                }
                catch (LensInputException error)
                {
                    Assert.DoesNotContain('\n', error.Message);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 0x21212121)]
    [InlineData(4, 2)]
    [InlineData(8, 8)]
    [InlineData(12, -1)]
    [InlineData(12, int.MaxValue)]
    [InlineData(16, 0)]
    [InlineData(16, int.MaxValue)]
    [InlineData(20, 0x21212121)]
    [InlineData(41, -1)]
    [InlineData(41, int.MaxValue)]
    public void ReadFrom_FieldThatCannotBe_IsRefused(int offset, int value)
    {
        byte[] bytes = Bytes(Of(0..2));
        Assert.Equal("blocks.0.attn.pattern".Length, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16)));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(offset), value);

        Assert.Throws<LensInputException>(() => HeadStatistics.ReadFrom(bytes));
    }

    [Theory]
    [InlineData(45, long.MinValue)]
    [InlineData(45, long.MaxValue)]
    [InlineData(45, 0)]
    [InlineData(53, -4616189618054758400)]
    [InlineData(69, -4616189618054758400)]
    public void ReadFrom_CountChanceOrSpreadThatCannotBe_IsRefused(int offset, long bits)
    {
        byte[] bytes = Bytes(Of(0..2));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(offset), bits);

        Assert.Throws<LensInputException>(() => HeadStatistics.ReadFrom(bytes));
    }

    private static HeadStatistics Of(Range examples, int heads = 2, HookPoint[]? hooks = null)
    {
        HeadStatistics statistics = new();
        (int start, int length) = examples.GetOffsetAndLength(12);
        foreach (int index in Enumerable.Range(start, length))
        {
            string text = string.Join(' ', Enumerable.Repeat("w", (index % 5) + 1)) + (index % 3 == 0 ? " [SEP] _" : " _");
            foreach (HookPoint hook in hooks ?? Hooks)
            {
                Random random = new((index * 100) + hook.Layer!.Value);
                PlantedBatch batch = new PlantedBatch(PlantedExample.Of(text, index)).With(hook, heads, (_, _, _, _) => random.NextSingle());
                statistics.Add(batch.At(hook));
            }
        }

        return statistics;
    }

    private static byte[] Bytes(HeadStatistics statistics)
    {
        ArrayBufferWriter<byte> writer = new();
        statistics.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }

    private static void AssertClose(HeadStatistics expected, HeadStatistics actual)
    {
        Assert.Equal(expected.Sites.Keys, actual.Sites.Keys);
        foreach ((HookName name, SiteStatistics site) in expected.Sites)
        {
            SiteStatistics other = actual.Sites[name];
            Assert.Equal(site.Counts, other.Counts);
            Assert.Equal(site.Chances, other.Chances, Close);
            Assert.Equal(site.Means, other.Means, Close);
            Assert.Equal(site.SquaredDeviations, other.SquaredDeviations, Close);
        }
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= 1e-12;
}
