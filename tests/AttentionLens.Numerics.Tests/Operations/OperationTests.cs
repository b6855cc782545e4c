namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Every operation against its formula in double precision, and its signals against differences of that formula.</summary>
public sealed class OperationTests
{
    private const double Step = 1e-5;

    public static TheoryData<string> Names => [.. OperationCases.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Forward_EveryOperation_EqualsItsFormula(string name)
    {
        OperationCase operation = OperationCases.All[name];
        float[][] inputs = operation.InputValues();
        Parameter[] weights = operation.Weights();
        using Tape tape = new(isRecording: false);

        Variable y = operation.Wire(tape, Enter(tape, operation, inputs), weights);

        AssertClose(operation.Reference([.. inputs.Select(Double)], Values(weights)), y.Value.Span, "y");
        Array.ForEach(weights, weight => weight.Dispose());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_EveryOperation_EqualsDifferencesOfItsFormula(string name)
    {
        OperationCase operation = OperationCases.All[name];
        double[][] inputs = [.. operation.InputValues().Select(Double)];
        Parameter[] weights = operation.Weights();
        double[][] weightValues = Values(weights);
        using Tape tape = new(isRecording: true, wantsWeightGradients: true);
        Variable[] variables = Enter(tape, operation, operation.InputValues());
        Array.ForEach(variables, tape.Watch);
        Variable y = operation.Wire(tape, variables, weights);
        float[] direction = SeededNumbers.Floats(99, y.Value.Length);

        tape.Backward(y, SeededNumbers.Of(direction, y.Value.Shape));

        for (int input = 0; input < inputs.Length; input++)
        {
            using Tensor? signal = variables[input].RetainSignal();
            double[] expected = Differences(inputs[input], () => operation.Reference(inputs, weightValues), direction);
            AssertClose(expected, signal is null ? new float[expected.Length] : signal.Span, $"signal of input {input}");
        }

        for (int weight = 0; weight < weights.Length; weight++)
        {
            double[] expected = Differences(weightValues[weight], () => operation.Reference(inputs, weightValues), direction);
            AssertClose(expected, tape.WeightGradients.Of(weights[weight]), $"gradient of '{weights[weight].Name}'");
        }

        Array.ForEach(weights, weight => weight.Dispose());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_OneInputWatched_GivesTheSameSignalThere(string name)
    {
        OperationCase operation = OperationCases.All[name];
        Parameter[] weights = operation.Weights();
        for (int watched = 0; watched < operation.Inputs.Length; watched++)
        {
            float[] together = Signal(operation, weights, watched, watchAll: true);
            Assert.Equal(together, Signal(operation, weights, watched, watchAll: false));
        }

        Array.ForEach(weights, weight => weight.Dispose());
    }

    private static float[] Signal(OperationCase operation, Parameter[] weights, int input, bool watchAll)
    {
        using Tape tape = new(isRecording: true);
        Variable[] variables = Enter(tape, operation, operation.InputValues());
        foreach (Variable variable in variables.Where((_, index) => watchAll || index == input))
        {
            tape.Watch(variable);
        }

        Variable y = operation.Wire(tape, variables, weights);
        tape.Backward(y, SeededNumbers.Of(SeededNumbers.Floats(99, y.Value.Length), y.Value.Shape));
        Assert.All(variables.Where((_, index) => !watchAll && index != input), variable => Assert.Null(variable.Signal));
        using Tensor signal = variables[input].RetainSignal()!;
        return signal.Span.ToArray();
    }

    private static Variable[] Enter(Tape tape, OperationCase operation, float[][] inputs) =>
        [.. inputs.Select((values, index) => tape.Input(SeededNumbers.Of(values, operation.Inputs[index])))];

    // Differences are taken value by value: a masked score is a huge constant, which a sum would drown in.
    private static double[] Differences(double[] values, Func<double[]> formula, float[] direction)
    {
        double[] differences = new double[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            double before = values[index];
            values[index] = before + Step;
            double[] above = formula();
            values[index] = before - Step;
            double[] below = formula();
            values[index] = before;
            for (int output = 0; output < direction.Length; output++)
            {
                differences[index] += direction[output] * (above[output] - below[output]) / (2 * Step);
            }
        }

        return differences;
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<float> actual, string what)
    {
        const double Tolerance = 5e-6;
        Assert.Equal(expected.Length, actual.Length);
        double largest = Math.Max(1, expected.Where(value => value > float.MinValue / 2).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (int index = 0; index < expected.Length; index++)
        {
            double off = Math.Abs(expected[index] - actual[index]);
            Assert.True(off <= Tolerance * largest, $"{what}[{index}]: expected {expected[index]:G9}, found {actual[index]:G9}");
        }
    }

    private static double[] Double(float[] values) => SeededNumbers.Doubles(values);

    private static double[][] Values(Parameter[] weights) => [.. weights.Select(weight =>
    {
        float[] values = new float[weight.Length];
        weight.Read(values);
        return Double(values);
    })];
}
