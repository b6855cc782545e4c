using System.Runtime.CompilerServices;

namespace AttentionLens.Numerics.Tests;

public sealed class TensorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(1025)]
    [InlineData(3_000_000)]
    public unsafe void Rent_AnyLength_IsAlignedAndWritable(int length)
    {
        using Tensor tensor = Tensor.Rent(length);
        tensor.Span.Fill(2);
        nuint address = (nuint)Unsafe.AsPointer(ref tensor.Span[0]);
        Assert.Equal((nuint)0, address % 64);
        Assert.Equal(length, tensor.Span.Length);
    }

    [Fact]
    public void RentZeroed_ReusedBlock_HoldsZeros()
    {
        using (Tensor used = Tensor.Rent(100))
        {
            used.Span.Fill(3);
        }

        using Tensor tensor = Tensor.RentZeroed(10, 10);
        Assert.False(tensor.Span.ContainsAnyExcept(0f));
    }

    [Fact]
    public void Shape_NoExtents_IsOneValue()
    {
        using Tensor tensor = Tensor.Rent();
        Assert.Equal(0, tensor.Rank);
        Assert.Equal(1, tensor.Length);
    }

    [Fact]
    public void Shape_ZeroBesideHugeExtents_IsEmpty()
    {
        using Tensor tensor = Tensor.Rent(int.MaxValue, 0, int.MaxValue);
        Assert.Equal(0, tensor.Length);
        Assert.True(tensor.Span.IsEmpty);
    }

    [Fact]
    public void View_ThreeAxes_AddressesRowMajor()
    {
        using Tensor tensor = Tensor.Rent(2, 3, 4);
        for (int index = 0; index < tensor.Length; index++)
        {
            tensor.Span[index] = index;
        }

        Assert.Equal(23f, tensor.View[1, 2, 3]);
        Assert.Equal(4f, tensor.View[0, 1, 0]);
    }

    [Fact]
    public void Reshape_OtherHandleDisposed_KeepsTheValues()
    {
        Tensor tensor = Tensor.Rent(2, 3);
        tensor.Span.Fill(5);
        using Tensor seen = tensor.Reshape(3, 2);
        tensor.Dispose();
        using Tensor other = Tensor.Rent(6);
        other.Span.Fill(7);
        Assert.Equal([3, 2], seen.Shape.ToArray());
        Assert.False(seen.Span.ContainsAnyExcept(5f));
    }

    [Fact]
    public void Clone_ChangedCopy_LeavesTheOriginal()
    {
        using Tensor tensor = Tensor.RentZeroed(4);
        using Tensor copy = tensor.Clone();
        copy.Span.Fill(1);
        Assert.False(tensor.Span.ContainsAnyExcept(0f));
    }

    [Fact]
    public void Dispose_Twice_ReleasesOnce()
    {
        long before = TensorPool.BytesInUse;
        Tensor tensor = Tensor.Rent(1000);
        using Tensor second = tensor.Retain();
        tensor.Dispose();
        tensor.Dispose();
        Assert.True(TensorPool.BytesInUse > before);
        second.Span.Fill(1);
    }

    [Fact]
    public void Members_DisposedHandle_Throw()
    {
        Tensor tensor = Tensor.Rent(4);
        tensor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => tensor.Retain());
        Assert.Throws<ObjectDisposedException>(() => tensor.Reshape(4));
        Assert.Throws<ObjectDisposedException>(() => tensor.Clone());
    }

    [Fact]
    public void Rent_ImpossibleShapes_NameTheProblem()
    {
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => Tensor.Rent(2, -1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Tensor.Rent(1, 1, 1, 1, 1, 1, 1, 1, 1));
        Assert.Throws<LensInputException>(() => Tensor.Rent(int.MaxValue, int.MaxValue, int.MaxValue));
        using Tensor tensor = Tensor.Rent(6);
        Assert.Throws<ArgumentException>(() => tensor.Reshape(7));
    }
}
