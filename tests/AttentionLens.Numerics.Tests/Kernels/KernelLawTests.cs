using System.Runtime.InteropServices;

namespace AttentionLens.Numerics.Tests;

/// <summary>What holds for every kernel: the same bits on any number of threads, and no garbage.</summary>
public sealed class KernelLawTests : IDisposable
{
    private readonly int _size = ThreadTeam.Size;

    public static TheoryData<string> Names => new(KernelCase.Names);

    public void Dispose() => ThreadTeam.Resize(_size);

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_OneTwoOrThreeThreads_GivesTheSameBits(string name)
    {
        ThreadTeam.Resize(1);
        float[] alone = KernelCase.Result(name);
        foreach (int threads in (int[])[2, 3])
        {
            ThreadTeam.Resize(threads);
            float[] together = KernelCase.Result(name);
            Assert.True(MemoryMarshal.AsBytes<float>(alone).SequenceEqual(MemoryMarshal.AsBytes<float>(together)), $"{name} on {threads} threads");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_SteadyState_AllocatesNothing(string name)
    {
        ThreadTeam.Resize(2);
        Action run = KernelCase.Bound(name);
        for (int round = 0; round < 50; round++)
        {
            run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int round = 0; round < 20; round++)
        {
            run();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(100)]
    public void Linear_RowsOfABatch_HaveTheBitsOfSingleRows(int rows)
    {
        const int Inputs = 150, Outputs = 77;
        float[] x = new float[rows * Inputs], weights = new float[Inputs * Outputs], y = new float[rows * Outputs], row = new float[Outputs];
        float[] dx = new float[rows * Inputs], single = new float[Inputs];
        for (int index = 0; index < x.Length; index++)
        {
            x[index] = MathF.Sin(index * 0.7f);
        }

        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = MathF.Cos(index * 0.3f);
        }

        using PackedMatrix packed = PackedMatrix.Pack(weights, Inputs, Outputs, WeightOrder.InputMajor);
        LinearKernel.Forward(x, rows, packed, [], ActivationKind.GeluTanh, [], y);
        LinearKernel.InputGradient(y, rows, packed, dx, false);
        for (int index = 0; index < rows; index++)
        {
            LinearKernel.Forward(x.AsSpan(index * Inputs, Inputs), 1, packed, [], ActivationKind.GeluTanh, [], row);
            Assert.Equal(row, y.AsSpan(index * Outputs, Outputs).ToArray());
            LinearKernel.InputGradient(row, 1, packed, single, false);
            Assert.Equal(single, dx.AsSpan(index * Inputs, Inputs).ToArray());
        }
    }
}
