using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Parameters;

/// <summary>Weights come out as they went in, and tied ones stay alike.</summary>
public sealed class ParameterTests
{
    [Theory]
    [InlineData(WeightOrder.OutputMajor, 5, 37)]
    [InlineData(WeightOrder.InputMajor, 37, 5)]
    [InlineData(WeightOrder.InputMajor, 1, 1)]
    public void Read_AfterWrite_GivesTheSameValuesInTheSameOrder(WeightOrder order, int inputs, int outputs)
    {
        using MatrixParameter matrix = OperationCases.Matrix(1, inputs, outputs, order);
        float[] values = SeededNumbers.Floats(2, inputs * outputs);
        float[] read = new float[values.Length];

        matrix.Write(values);
        matrix.Read(read);

        Assert.Equal(values, read);
        Assert.Equal(order == WeightOrder.OutputMajor ? [outputs, inputs] : [inputs, outputs], matrix.Shape.ToArray());
        Assert.Same(matrix, matrix.Owner);
    }

    [Fact]
    public void Write_TableOrMatrixOfATie_ChangesBoth()
    {
        using TensorParameter table = OperationCases.Weight(1, "table", 4, 3);
        using MatrixParameter tied = new(table);
        float[] first = SeededNumbers.Floats(2, 12);
        float[] second = SeededNumbers.Floats(3, 12);
        float[] read = new float[12];

        table.Write(first);
        tied.Read(read);
        tied.Write(second);

        Assert.Equal(first, read);
        Assert.Equal(second, table.Values.ToArray());
        Assert.Same(table, tied.Owner);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    public void ReadAndWrite_OtherLengths_AreRefusedAndChangeNothing(int length)
    {
        using TensorParameter table = OperationCases.Weight(1, "table", 4, 3);
        using MatrixParameter tied = new(table);
        using MatrixParameter matrix = OperationCases.Matrix(1, 4, 3, WeightOrder.InputMajor);
        float[] before = table.Values.ToArray();

        foreach (Parameter parameter in (Parameter[])[table, tied, matrix])
        {
            Assert.Throws<ArgumentException>(() => parameter.Write(new float[length]));
            Assert.Throws<ArgumentException>(() => parameter.Read(new float[length]));
        }

        Assert.Throws<ArgumentException>(() => new MatrixParameter("matrix", new float[length], 4, 3, WeightOrder.InputMajor));
        Assert.Equal(before, table.Values.ToArray());
    }
}
