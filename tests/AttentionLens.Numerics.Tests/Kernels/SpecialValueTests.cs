namespace AttentionLens.Numerics.Tests;

public sealed class SpecialValueTests
{
    [Theory]
    [InlineData(ActivationKind.Gelu)]
    [InlineData(ActivationKind.GeluTanh)]
    [InlineData(ActivationKind.Silu)]
    [InlineData(ActivationKind.Relu)]
    [InlineData(ActivationKind.Tanh)]
    public void Activation_NaNAndHugeArguments_StayWhatTheyAre(ActivationKind kind)
    {
        float[] y = new float[5];
        ActivationKernel.Forward(kind, [float.NaN, 1e30f, -1e30f, 0, 100], y);
        float top = kind == ActivationKind.Tanh ? 1 : 1e30f;
        Assert.True(float.IsNaN(y[0]));
        Assert.Equal(top, y[1]);
        Assert.Equal(kind == ActivationKind.Tanh ? -1 : 0, y[2]);
        Assert.Equal(0, y[3]);
        Assert.Equal(kind == ActivationKind.Tanh ? 1 : 100, y[4]);
    }

    [Fact]
    public void Softmax_MaskedAndFullyMaskedRows_AreZeroAndUniform()
    {
        float[] y = new float[8];
        SoftmaxKernel.Forward([1, float.MinValue, 1, float.MinValue, float.MinValue, float.MinValue, float.MinValue, float.MinValue], 2, 4, y);
        Assert.Equal([0.5f, 0, 0.5f, 0, 0.25f, 0.25f, 0.25f, 0.25f], y);
    }

    [Fact]
    public void Softmax_NaNInARow_SpoilsThatRowAlone()
    {
        float[] y = new float[6];
        SoftmaxKernel.Forward([1, float.NaN, 2, 0, 0, 0], 2, 3, y);
        Assert.All(y[..3], value => Assert.True(float.IsNaN(value)));
        Assert.All(y[3..], value => Assert.Equal(1f / 3, value, 6));
    }

    [Fact]
    public void Tanh_TinyArguments_KeepTheirDigits()
    {
        float[] x = [1e-6f, -3e-5f, 2e-4f, 1e-3f, 1e-20f], y = new float[5];
        ActivationKernel.Forward(ActivationKind.Tanh, x, y);
        for (int index = 0; index < x.Length; index++)
        {
            Assert.Equal(1, y[index] / Math.Tanh(x[index]), 3e-7);
        }
    }

    [Fact]
    public void LayerNorm_RowsFarFromZero_KeepTheirDigits()
    {
        float[] x = [10001, 10002, 10003, 10004], ones = [1, 1, 1, 1], y = new float[4];
        LayerNormKernel.Forward(x, 1, 4, ones, [], 0, y, [], []);
        double deviation = Math.Sqrt(1.25);
        for (int index = 0; index < 4; index++)
        {
            Assert.Equal((index - 1.5) / deviation, y[index], 2e-7);
        }
    }
}
