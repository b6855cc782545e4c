namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Values of the wrong shape are refused by name, before a kernel sees them.</summary>
public sealed class OperationShapeTests
{
    [Fact]
    public void Linear_RowsOrResultDoNotFit_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        using MatrixParameter weight = OperationCases.Matrix(1, 3, 2, WeightOrder.OutputMajor);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 2, 3));
        Variable ragged = tape.Input(SeededNumbers.Tensor(1, 7));
        OperationInfo info = OperationCases.Info(OperationKind.Linear, "blocks.0.attn.q");

        AssertRefused("blocks.0.attn.q", () => tape.Linear(info, ragged, weight, null, 2, 2));
        AssertRefused("blocks.0.attn.q", () => tape.Linear(info, x, weight, null, 2, 3));
        AssertRefused("fused", () => tape.FusedLinear(x, weight, null, ActivationKind.None, null, 3, 2));
    }

    [Fact]
    public void Norms_WidthDoesNotFit_AreRefused()
    {
        using Tape tape = new(isRecording: true);
        using TensorParameter scale = OperationCases.Weight(1, "scale", 3);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 2, 4));

        AssertRefused("ln", () => tape.LayerNorm(OperationCases.Info(OperationKind.LayerNorm, "ln"), x, scale, scale, 0));
        AssertRefused("rms", () => tape.RmsNorm(OperationCases.Info(OperationKind.RmsNorm, "rms"), x, scale, 0));
    }

    [Fact]
    public void Embed_IdOrResultDoesNotFit_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        using TensorParameter table = OperationCases.Weight(1, "table", 4, 3);
        OperationInfo info = OperationCases.Info(OperationKind.Embedding, "embed");

        AssertRefused("embed", () => tape.Embed(info, table, [0, 1], 1, 3));
        AssertRefused("4", () => tape.Embed(info, table, [0, 4], 2, 3));
        AssertRefused("-1", () => tape.Embed(info, table, [-1], 1, 3));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Select_PositionOutside_IsRefused(int position)
    {
        using Tape tape = new(isRecording: false);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 2, 3, 4));
        OperationInfo info = OperationCases.Info(OperationKind.Selection, "pooler.select");

        AssertRefused("pooler.select", () => tape.Select(info, x, [position, 0]));
        AssertRefused("pooler.select", () => tape.Select(info, x, [0]));
    }

    [Fact]
    public void Elementwise_LengthsDiffer_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        Variable a = tape.Input(SeededNumbers.Tensor(1, 2, 3));
        Variable b = tape.Input(SeededNumbers.Tensor(2, 2, 2));

        Assert.Throws<ArgumentException>(() => tape.Add(OperationCases.Info(OperationKind.Add), a, b));
        Assert.Throws<ArgumentException>(() => tape.Multiply(OperationCases.Info(OperationKind.Product), a, b));
    }

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(3, 2)]
    [InlineData(0, 5)]
    [InlineData(int.MaxValue, 2)]
    [InlineData(0, 0)]
    public void Columns_RangeOutside_IsRefused(int start, int width)
    {
        using Tape tape = new(isRecording: false);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3, 4));

        AssertRefused("attn.k", () => tape.Columns(OperationCases.Info(OperationKind.Selection, "attn.k"), x, start, width, 3, width));
    }

    [Fact]
    public void Columns_ResultDoesNotFit_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3, 4));

        AssertRefused("attn.k", () => tape.Columns(OperationCases.Info(OperationKind.Selection, "attn.k"), x, 0, 2, 3, 3));
    }

    [Fact]
    public void Rotate_PositionsOrWidthDoNotFit_AreRefused()
    {
        using Tape tape = new(isRecording: false);
        RotaryTable table = new(RotaryTable.Frequencies(4, 10));
        Variable x = tape.Input(SeededNumbers.Tensor(1, 1, 2, 1, 4));
        Variable narrow = tape.Input(SeededNumbers.Tensor(1, 1, 2, 1, 3));
        Variable flat = tape.Input(SeededNumbers.Tensor(1, 2, 4));
        OperationInfo info = OperationCases.Info(OperationKind.Rotation, "q_rotation");

        AssertRefused("q_rotation", () => tape.Rotate(info, x, table, [0]));
        AssertRefused("q_rotation", () => tape.Rotate(info, narrow, table, [0, 1]));
        AssertRefused("q_rotation", () => tape.Rotate(info, flat, table, [0, 1]));
        AssertRefused("even", () => RotaryTable.Frequencies(3, 10));
    }

    [Fact]
    public void HeadResults_HeadsDoNotFitTheWeight_IsRefused()
    {
        using Tape tape = new(isRecording: false);
        using MatrixParameter weight = OperationCases.Matrix(1, 6, 2, WeightOrder.OutputMajor, "wo");
        Variable z = tape.Input(SeededNumbers.Tensor(1, 1, 2, 2, 4));
        Variable flat = tape.Input(SeededNumbers.Tensor(1, 2, 6));

        AssertRefused("wo", () => tape.HeadResults(OperationCases.Info(OperationKind.Linear), z, weight));
        AssertRefused("wo", () => tape.HeadResults(OperationCases.Info(OperationKind.Linear), flat, weight));
        AssertRefused("sum", () => tape.SumHeads(OperationCases.Info(OperationKind.Add, "sum"), flat, null));
    }

    private static void AssertRefused(string named, Action action)
    {
        string message = Assert.ThrowsAny<ArgumentException>(action).Message;
        Assert.Contains(named, message, StringComparison.OrdinalIgnoreCase);
    }
}
