using AttentionLens.Benchmarks;

namespace AttentionLens.Numerics.Tests;

/// <summary>Every derivative against central differences: of the reference in double precision, and of the kernel itself.</summary>
public sealed class DerivativeTests
{
    private const int Rows = 3;
    private const int Columns = 21;

    private static readonly float[] Weights = Wave(Rows * Columns, 0.9f);
    private static readonly float[] ScaleValues = Wave(Columns, 1.7f);
    private static readonly double[] WideScale = ReferenceRows.Widen(ScaleValues);
    private static readonly int[] Labels = [4, CrossEntropyKernel.IgnoredLabel, 20];

    public static TheoryData<string> Names =>
        ["softmax", "layer norm", "rms norm", "cross entropy", "linear", "Gelu", "GeluTanh", "Silu", "Relu", "Tanh", "None"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_EveryInput_MatchesDifferencesOfTheReference(string name)
    {
        float[] x = Wave(Rows * Columns, 2.3f), dx = new float[x.Length];
        Backward(name, x, dx);
        float[] weights = name == "cross entropy" ? [1, 1, 1] : Weights;
        double[] expected = ReferenceRows.Gradient(ReferenceRows.Widen(x), weights, values => Reference(name, values));
        for (int index = 0; index < x.Length; index++)
        {
            Assert.Equal(expected[index], dx[index], 5e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_Direction_MatchesDifferenceOfTheKernel(string name)
    {
        float[] x = Wave(Rows * Columns, 2.3f), dx = new float[x.Length], direction = Wave(x.Length, 4.1f);
        Backward(name, x, dx);
        double expected = 0;
        for (int index = 0; index < x.Length; index++)
        {
            expected += (double)dx[index] * direction[index];
        }

        const float Step = 1.0f / 256;
        double difference = (Objective(name, Moved(x, direction, Step)) - Objective(name, Moved(x, direction, -Step))) / (2 * Step);
        Assert.Equal(expected, difference, 2e-3 * (1 + Math.Abs(expected)));
    }

    [Fact]
    public void ProductGradients_SharedHeads_MatchDifferencesOfTheForwardProduct()
    {
        // One key head is shared by two query heads: its gradient is the sum over both.
        const int Queries = 5, Keys = 6, Width = 7;
        float[] q = Wave(2 * Queries * Width, 1.1f), k = Wave(Keys * Width, 1.9f), weights = Wave(2 * Queries * Keys, 0.6f), dk = new float[k.Length];
        BatchStrides queryRows = new(0, Queries * Width, Width, 1), scores = new(0, Queries * Keys, Keys, 1), keyColumns = new(0, 0, 1, Width, 2);
        BatchedProductKernel.Multiply(
            1, 2, Keys, Width, Queries, 1, weights, scores with { Row = 1, Column = Keys }, q, queryRows, dk, new(0, 0, Width, 1, 2), false);
        float[] result = new float[weights.Length];
        double[] expected = ReferenceRows.Gradient(ReferenceRows.Widen(k), weights, values =>
        {
            float[] narrow = [.. values.Select(value => (float)value)];
            BatchedProductKernel.Multiply(1, 2, Queries, Keys, Width, 1, q, queryRows, narrow, keyColumns, result, scores, false);
            return ReferenceRows.Widen(result);
        });
        for (int index = 0; index < dk.Length; index++)
        {
            // A float product moved by 1e-5 keeps about three digits.
            Assert.Equal(expected[index], dk[index], 0.05);
        }
    }

    private static double[] Reference(string name, double[] x)
    {
        double[] y = new double[x.Length];
        switch (name)
        {
            case "softmax":
                ForEachRow(x, (row, values) => ReferenceRows.Softmax(values, y.AsSpan(row * Columns, Columns)));
                return y;
            case "layer norm" or "rms norm":
                ForEachRow(x, (row, values) =>
                    ReferenceRows.Normalize(values, WideScale, [], 1e-5, name == "layer norm", out _, out _).CopyTo(y, row * Columns));
                return y;
            case "cross entropy":
                double[] losses = new double[Rows];
                ForEachRow(x, (row, values) => losses[row] = Labels[row] < 0 ? 0 : ReferenceRows.CrossEntropy(values, Labels[row]));
                return losses;
            case "linear":
                for (int place = 0; place < y.Length; place++)
                {
                    for (int input = 0; input < Columns; input++)
                    {
                        y[place] += x[(place / Columns * Columns) + input] * Weight(place % Columns, input);
                    }
                }

                return y;
            default:
                return [.. x.Select(value => ReferenceMath.Activate(Enum.Parse<ActivationKind>(name), value))];
        }
    }

    private static float[] Forward(string name, float[] x)
    {
        float[] y = new float[x.Length];
        switch (name)
        {
            case "softmax":
                SoftmaxKernel.Forward(x, Rows, Columns, y);
                return y;
            case "layer norm":
                LayerNormKernel.Forward(x, Rows, Columns, ScaleValues, [], 1e-5f, y, [], []);
                return y;
            case "rms norm":
                RmsNormKernel.Forward(x, Rows, Columns, ScaleValues, 1e-5f, y, []);
                return y;
            case "cross entropy":
                CrossEntropyKernel.Forward(x, Rows, Columns, Labels, y.AsSpan(0, Rows));
                return y[..Rows];
            case "linear":
                using (PackedMatrix packed = Packed())
                {
                    LinearKernel.Forward(x, Rows, packed, [], ActivationKind.None, [], y);
                }

                return y;
            default:
                ActivationKernel.Forward(Enum.Parse<ActivationKind>(name), x, y);
                return y;
        }
    }

    private static void Backward(string name, float[] x, float[] dx)
    {
        float[] y = new float[x.Length], mean = new float[Rows], inverse = new float[Rows];
        switch (name)
        {
            case "softmax":
                SoftmaxKernel.Forward(x, Rows, Columns, y);
                SoftmaxKernel.Backward(y, Weights, Rows, Columns, dx, false);
                break;
            case "layer norm":
                LayerNormKernel.Forward(x, Rows, Columns, ScaleValues, [], 1e-5f, y, mean, inverse);
                LayerNormKernel.Backward(x, Weights, Rows, Columns, ScaleValues, mean, inverse, dx, false);
                break;
            case "rms norm":
                RmsNormKernel.Forward(x, Rows, Columns, ScaleValues, 1e-5f, y, inverse);
                RmsNormKernel.Backward(x, Weights, Rows, Columns, ScaleValues, inverse, dx, false);
                break;
            case "cross entropy":
                CrossEntropyKernel.Backward(x, Rows, Columns, Labels, [1, 1, 1], dx, false);
                break;
            case "linear":
                using (PackedMatrix packed = Packed())
                {
                    LinearKernel.InputGradient(Weights, Rows, packed, dx, false);
                }

                break;
            default:
                ActivationKernel.Backward(Enum.Parse<ActivationKind>(name), x, Weights, dx, false);
                break;
        }
    }

    private static double Objective(string name, float[] x)
    {
        float[] y = Forward(name, x);
        double sum = 0;
        for (int index = 0; index < y.Length; index++)
        {
            sum += (double)y[index] * (name == "cross entropy" ? 1 : Weights[index]);
        }

        return sum;
    }

    private static float Weight(int output, int input) => MathF.Sin((output * 31) + input);

    private static PackedMatrix Packed()
    {
        float[] weights = new float[Columns * Columns];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = Weight(index / Columns, index % Columns);
        }

        return PackedMatrix.Pack(weights, Columns, Columns, WeightOrder.OutputMajor);
    }

    private static float[] Moved(float[] x, float[] direction, float step) => [.. x.Select((value, index) => value + (step * direction[index]))];

    private static float[] Wave(int length, float frequency) => [.. Enumerable.Range(1, length).Select(index => 1.5f * MathF.Sin(index * frequency))];

    private static void ForEachRow(double[] x, Action<int, double[]> action)
    {
        for (int row = 0; row < Rows; row++)
        {
            action(row, x.AsSpan(row * Columns, Columns).ToArray());
        }
    }
}
