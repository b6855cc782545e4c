namespace AttentionLens.Numerics.Tests;

public sealed class TensorPoolTests
{
    [Fact]
    public unsafe void Rent_AfterDispose_GetsTheSameBlock()
    {
        Tensor first = Tensor.Rent(5000);
        float* address = first.Values;
        first.Dispose();
        using Tensor second = Tensor.Rent(4990);
        Assert.True(address == second.Values);
    }

    [Fact]
    public void BytesInUse_RentAndDispose_ReturnsToWhereItWas()
    {
        long before = TensorPool.BytesInUse;
        TensorPool.ResetPeak();
        using (Tensor tensor = Tensor.Rent(100_000))
        {
            Assert.InRange(TensorPool.BytesInUse - before, 400_000, 460_000);
        }

        Assert.Equal(before, TensorPool.BytesInUse);
        Assert.InRange(TensorPool.PeakBytesInUse - before, 400_000, 460_000);
    }

    [Fact]
    public void Rent_EveryLengthOfSeveralDoublings_WastesAtMostAnEighth()
    {
        for (int length = 64; length < 70_000; length += 37)
        {
            long before = TensorPool.BytesInUse;
            using Tensor tensor = Tensor.Rent(length);
            long bytes = TensorPool.BytesInUse - before;
            Assert.InRange(bytes, (length + 64) * 4L, Math.Max(512, ((length + 64) * 4L * 9 / 8) + 64));
        }
    }

    [Fact]
    public void Trim_BlocksInUse_StayUsable()
    {
        using Tensor kept = Tensor.Rent(1000);
        kept.Span.Fill(4);
        Tensor.Rent(2_000_000).Dispose();
        TensorPool.Trim();
        Assert.False(kept.Span.ContainsAnyExcept(4f));
        using Tensor next = Tensor.Rent(2_000_000);
        next.Span.Fill(1);
    }

    [Fact]
    public void Rent_FromManyThreads_NeverSharesABlock()
    {
        Parallel.For(0, 8, worker =>
        {
            for (int round = 0; round < 500; round++)
            {
                using Tensor tensor = Tensor.Rent(16 + (round % 300));
                tensor.Span.Fill(worker);
                Assert.False(tensor.Span.ContainsAnyExcept((float)worker));
            }
        });
    }
}
