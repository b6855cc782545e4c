namespace AttentionLens.Numerics.Tests;

public sealed class ArgumentTests
{
    private static readonly float[] Four = new float[4];

    [Fact]
    public void Linear_ShortOperand_NamesItAndItsLength()
    {
        using PackedMatrix packed = PackedMatrix.Pack(Four, 2, 2, WeightOrder.OutputMajor);
        ArgumentException thrown = Assert.Throws<ArgumentException>(
            () => LinearKernel.Forward(new float[5], 3, packed, [], ActivationKind.None, [], new float[6]));
        Assert.Equal("x", thrown.ParamName);
        Assert.Contains("5 values", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => LinearKernel.Forward(new float[6], 3, packed, [1f], ActivationKind.None, [], new float[6]));
        Assert.Throws<ArgumentException>(() => LinearKernel.InputGradient(new float[6], 3, packed, new float[5], false));
        Assert.Throws<ArgumentOutOfRangeException>(() => LinearKernel.InputGradient(Four, -1, packed, Four, false));
    }

    [Fact]
    public void Linear_NoRows_DoesNothing()
    {
        using PackedMatrix packed = PackedMatrix.Pack(Four, 2, 2, WeightOrder.OutputMajor);
        LinearKernel.Forward([], 0, packed, [], ActivationKind.Gelu, [], []);
        LinearKernel.InputGradient([], 0, packed, [], false);
        float[] dw = [1, 2, 3, 4];
        LinearKernel.WeightGradient([], [], 0, 2, 2, WeightOrder.OutputMajor, dw, true);
        Assert.Equal([1f, 2, 3, 4], dw);
        LinearKernel.WeightGradient([], [], 0, 2, 2, WeightOrder.OutputMajor, dw, false);
        Assert.Equal([0f, 0, 0, 0], dw);
    }

    [Fact]
    public void PackedMatrix_Disposed_Throws()
    {
        PackedMatrix packed = PackedMatrix.Pack(Four, 2, 2, WeightOrder.OutputMajor);
        packed.Dispose();
        packed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => packed.Unpack(new float[4], WeightOrder.OutputMajor));
        Assert.Throws<ArgumentException>(() => PackedMatrix.Pack(Four, 3, 2, WeightOrder.OutputMajor));
        Assert.Throws<ArgumentOutOfRangeException>(() => PackedMatrix.Pack(Four, 0, 2, WeightOrder.OutputMajor));
    }

    [Fact]
    public void Batched_StridesBeyondTheOperand_AreRefused()
    {
        BatchStrides plain = new(0, 0, 2, 1), far = new(0, 0, long.MaxValue, 1), negative = new(0, 0, -2, 1);
        Assert.Throws<ArgumentException>(() => BatchedProductKernel.Multiply(1, 1, 2, 2, 2, 1, Four, far, Four, plain, new float[4], plain, false));
        Assert.Throws<ArgumentException>(() => BatchedProductKernel.Multiply(1, 1, 2, 2, 2, 1, Four, plain, Four, negative, new float[4], plain, false));
        Assert.Throws<ArgumentException>(() => BatchedProductKernel.Multiply(1, 1, 2, 2, 2, 1, Four, plain, Four, plain, new float[3], plain, false));
        Assert.Throws<ArgumentException>(
            () => BatchedProductKernel.Multiply(1, 1, 2, 2, 2, 1, Four, plain with { InnerDivisor = 0 }, Four, plain, new float[4], plain, false));
    }

    [Fact]
    public void Attention_ImpossibleShape_IsRefused()
    {
        AttentionShape vast = new(1 << 30, 1 << 30, 1, 1 << 30, 1 << 30, 4);
        Assert.Throws<ArgumentException>(() => AttentionKernel.Forward(vast, 1, Four, Four, Four, default, new float[4], []));
        Assert.Throws<ArgumentException>(() => AttentionKernel.ApplyMask(vast, default, new float[4]));
        Assert.Throws<ArgumentException>(() => AttentionKernel.Forward(new(1, 3, 2, 1, 1, 1), 1, Four, Four, Four, default, new float[4], []));
        Assert.Throws<ArgumentException>(() => AttentionKernel.Forward(new(1, 1, 1, 2, 2, 2), 1, Four, Four, Four, default, new float[4], new float[3]));
        Assert.Throws<ArgumentException>(
            () => AttentionKernel.Forward(new(1, 1, 1, 2, 2, 2), 1, Four, Four, Four, new AttentionMask { KeyMask = [1] }, new float[4], []));
    }

    [Fact]
    public void Embedding_IdOutsideTheTable_NamesIdAndPosition()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => EmbeddingKernel.Gather(Four, 2, [0, 2], new float[4], false));
        Assert.Contains("Id 2 at position 1", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => EmbeddingKernel.ScatterAdd(Four, [-1, 0], 2, new float[4]));
    }

    [Fact]
    public void CrossEntropy_LabelThatIsNoClass_NamesRow()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => CrossEntropyKernel.Forward(Four, 2, 2, [0, 2], new float[2]));
        Assert.Contains("row 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Elementwise_DifferentLengths_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => ElementwiseKernel.Add(Four, new float[3], new float[4]));
        Assert.Throws<ArgumentException>(() => ElementwiseKernel.AddTo(Four, new float[3]));
        Assert.Throws<ArgumentException>(() => ActivationKernel.Forward(ActivationKind.Relu, Four, new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => AdamWKernel.Step(new float[4], Four, new float[4], new float[4], 1, 0, 0, 1, 0, 0));
    }
}
