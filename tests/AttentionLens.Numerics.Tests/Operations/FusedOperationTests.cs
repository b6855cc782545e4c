namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Fused operations against the parts that they stand for.</summary>
public sealed class FusedOperationTests
{
    [Theory]
    [InlineData(ActivationKind.None, false, false)]
    [InlineData(ActivationKind.Gelu, true, false)]
    [InlineData(ActivationKind.GeluTanh, true, true)]
    [InlineData(ActivationKind.Silu, false, true)]
    [InlineData(ActivationKind.Relu, true, true)]
    [InlineData(ActivationKind.Tanh, true, true)]
    public void FusedLinear_AnyParts_EqualsThem(ActivationKind activation, bool hasBias, bool hasResidual)
    {
        using Tape tape = new(isRecording: false);
        using MatrixParameter weight = OperationCases.Matrix(1, 19, 37, WeightOrder.OutputMajor);
        using TensorParameter bias = OperationCases.Weight(2, "bias", 37);
        TensorParameter? used = hasBias ? bias : null;
        Variable x = tape.Input(SeededNumbers.Tensor(3, 5, 19));
        Variable residual = tape.Input(SeededNumbers.Tensor(4, 5, 37));

        Variable fused = tape.FusedLinear(x, weight, used, activation, hasResidual ? residual : null, 5, 37);

        Variable parts = tape.Activate(
            OperationCases.Info(OperationKind.Activation), activation,
            tape.Linear(OperationCases.Info(OperationKind.Linear), x, weight, used, 5, 37));
        parts = hasResidual ? tape.Add(OperationCases.Info(OperationKind.Add), parts, residual) : parts;
        AssertClose(parts.Value.Span, fused.Value.Span);
    }

    [Theory]
    [InlineData(2, 3, 3, 4, 5, 7, false, 0)]
    [InlineData(1, 4, 2, 33, 33, 5, true, 0)]
    [InlineData(2, 6, 1, 9, 9, 16, true, 4)]
    [InlineData(3, 1, 1, 1, 70, 3, false, 0)]
    public void FusedAttention_AnyShape_EqualsItsParts(
        int batch, int heads, int keyValueHeads, int queries, int keys, int headWidth, bool causal, int window)
    {
        AttentionShape shape = new(batch, heads, keyValueHeads, queries, keys, headWidth);
        byte[] mask = new byte[batch * keys];
        Array.Fill(mask, (byte)1);
        mask[^1] = 0;
        AttentionMasking masking = new(mask) { Causal = causal, Window = window };
        using Tape tape = new(isRecording: false);
        Variable q = tape.Input(SeededNumbers.Tensor(5, batch, queries, heads, headWidth));
        Variable k = tape.Input(SeededNumbers.Tensor(6, batch, keys, keyValueHeads, headWidth));
        Variable v = tape.Input(SeededNumbers.Tensor(7, batch, keys, keyValueHeads, headWidth));
        using Tensor pattern = Tensor.Rent(batch, heads, queries, keys);

        Variable fused = tape.FusedAttention(shape, 0.4f, q, k, v, masking, pattern);
        Variable blind = tape.FusedAttention(shape, 0.4f, q, k, v, masking, null);

        Variable shares = tape.Softmax(
            OperationCases.Info(OperationKind.Softmax),
            tape.AttentionScores(OperationCases.Info(OperationKind.MatrixProduct), shape, 0.4f, q, k, masking));
        Variable z = tape.MixValues(OperationCases.Info(OperationKind.MatrixProduct), shape, shares, v);
        AssertClose(shares.Value.Span, pattern.Span);
        AssertClose(z.Value.Span, fused.Value.Span);
        AssertClose(z.Value.Span, blind.Value.Span);
    }

    [Theory]
    [InlineData(1, 4, 2, 1, 21, 5)]
    [InlineData(3, 6, 1, 7, 40, 16)]
    public void Attention_KeysWithRoomBehindThem_EqualsKeysWithout(int batch, int heads, int keyValueHeads, int queries, int keys, int headWidth)
    {
        AttentionShape shape = new(batch, heads, keyValueHeads, queries, keys, headWidth);
        AttentionShape roomy = shape with { KeyRoom = keys + 9 };
        AttentionMasking masking = new() { Causal = true, CausalOffset = keys - queries, Window = 11 };
        using Tape tape = new(isRecording: false);
        Variable q = tape.Input(SeededNumbers.Tensor(5, batch, queries, heads, headWidth));
        Variable k = tape.Input(SeededNumbers.Tensor(6, batch, keys, keyValueHeads, headWidth));
        Variable v = tape.Input(SeededNumbers.Tensor(7, batch, keys, keyValueHeads, headWidth));
        Variable roomyK = tape.Input(WithRoom(k.Value, keys + 9));
        Variable roomyV = tape.Input(WithRoom(v.Value, keys + 9));

        Variable expected = tape.FusedAttention(shape, 0.4f, q, k, v, masking, null);
        Variable fused = tape.FusedAttention(roomy, 0.4f, q, roomyK, roomyV, masking, null);
        Variable shares = tape.Softmax(
            OperationCases.Info(OperationKind.Softmax),
            tape.AttentionScores(OperationCases.Info(OperationKind.MatrixProduct), roomy, 0.4f, q, roomyK, masking));
        Variable z = tape.MixValues(OperationCases.Info(OperationKind.MatrixProduct), roomy, shares, roomyV);

        Assert.Equal(expected.Value.Span.ToArray(), fused.Value.Span.ToArray());
        AssertClose(expected.Value.Span, z.Value.Span);
        Assert.Throws<ArgumentException>(() => tape.FusedAttention(shape with { KeyRoom = keys - 1 }, 1, q, k, v, masking, null));
        Assert.Throws<ArgumentException>(() => tape.FusedAttention(roomy, 1, q, k, v, masking, null));
    }

    [Fact]
    public void FusedOperations_RecordingTape_AreRefused()
    {
        using Tape tape = new(isRecording: true);
        using MatrixParameter weight = OperationCases.Matrix(1, 2, 2, WeightOrder.OutputMajor);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 1, 1, 1, 2));

        Assert.Throws<InvalidOperationException>(() => tape.FusedLinear(x, weight, null, ActivationKind.None, null, 1, 2));
        Assert.Throws<InvalidOperationException>(
            () => tape.FusedAttention(new AttentionShape(1, 1, 1, 1, 1, 2), 1, x, x, x, new AttentionMasking(), null));
    }

    // What lies behind the keys is no number: whoever reads it is found out.
    private static Tensor WithRoom(Tensor rows, int room)
    {
        Tensor roomy = Tensor.Rent(rows.Shape[0], room, rows.Shape[2], rows.Shape[3]);
        roomy.Span.Fill(float.NaN);
        int width = rows.Shape[1] * rows.Shape[2] * rows.Shape[3];
        for (int example = 0; example < rows.Shape[0]; example++)
        {
            rows.Span.Slice(example * width, width).CopyTo(roomy.Span[(example * room * rows.Shape[2] * rows.Shape[3])..]);
        }

        return roomy;
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(
                Math.Abs(expected[index] - actual[index]) <= 2e-6 * (1 + Math.Abs(expected[index])),
                $"[{index}]: {expected[index]:G9} by parts, {actual[index]:G9} fused");
        }
    }
}
