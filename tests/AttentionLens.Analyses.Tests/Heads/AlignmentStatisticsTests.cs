using System.Buffers;
using System.Buffers.Binary;
using AttentionLens.Heads;

namespace AttentionLens.Analyses.Tests;

public class AlignmentStatisticsTests
{
    private static readonly HookPoint[] Hooks = [PlantedHooks.Cross(0), PlantedHooks.Cross(10), PlantedHooks.Cross(2)];

    [Fact]
    public void Merge_AnyCut_GivesTheSameBytes()
    {
        byte[] whole = Bytes(Of(0, 6));
        for (int cut = 0; cut <= 6; cut++)
        {
            AlignmentStatistics merged = Of(0, cut);
            merged.Merge(Of(cut, 6));

            Assert.Equal(whole, Bytes(merged));
        }
    }

    [Fact]
    public void Merge_OtherNumberOfHeads_IsRefused() => Assert.Throws<LensInputException>(() => Of(0, 2).Merge(Of(0, 2, heads: 3)));

    [Fact]
    public void ReadFrom_WhatWasWritten_GivesTheSameBytes()
    {
        byte[] written = Bytes(Of(0, 5));

        Assert.Equal(written, Bytes(AlignmentStatistics.ReadFrom(written)));
    }

    [Fact]
    public void ReadFrom_AnyByteCutOff_IsAnInputError()
    {
        byte[] written = Bytes(Of(0, 2));
        for (int length = 0; length < written.Length; length++)
        {
            Assert.Throws<LensInputException>(() => AlignmentStatistics.ReadFrom(written.AsSpan(0, length)));
        }
    }

    [Fact]
    public void ReadFrom_AnyByteChanged_ThrowsNothingButInputErrors()
    {
        byte[] written = Bytes(Of(0, 2));
        for (int place = 0; place < written.Length; place++)
        {
            foreach (byte value in new byte[] { 0, 1, 0x7F, 0x80, 0xFF })
            {
                byte[] broken = [.. written];
                broken[place] = value;
                try
                {
                    Assert.NotEmpty(Bytes(AlignmentStatistics.ReadFrom(broken)));
                }
                catch (LensInputException error)
                {
                    Assert.StartsWith("These bytes are no alignment statistics: ", error.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void ReadFrom_HugeCountOfHeads_IsRefusedBeforeItIsReserved()
    {
        byte[] written = Bytes(Of(0, 1));
        int heads = 4 + 4 + 4 + 4 + Hooks[0].Name.Value.Length;
        BinaryPrimitives.WriteInt32LittleEndian(written.AsSpan(heads), int.MaxValue);

        LensInputException error = Assert.Throws<LensInputException>(() => AlignmentStatistics.ReadFrom(written));

        Assert.Contains("more than the bytes hold", error.Message, StringComparison.Ordinal);
    }

    private static AlignmentStatistics Of(int first, int end, int heads = 2)
    {
        AlignmentStatistics statistics = new();
        for (int index = first; index < end; index++)
        {
            PlantedBatch batch = new(PlantedTranslation.Of("x y z", "b c a", [new(0, 2), new(1, 0), new(index % 3, 1)], index));
            foreach (HookPoint hook in Hooks)
            {
                int shift = index + hook.Layer!.Value;
                batch.With(hook, heads, (_, head, query, key) => key == (query + head + shift) % 4 ? 1 : 0);
                statistics.Add(batch.At(hook));
            }
        }

        return statistics;
    }

    private static byte[] Bytes(AlignmentStatistics statistics)
    {
        ArrayBufferWriter<byte> writer = new();
        statistics.WriteTo(writer);
        return writer.WrittenSpan.ToArray();
    }
}
