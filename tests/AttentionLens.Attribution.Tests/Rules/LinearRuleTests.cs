using AttentionLens.Numerics;

namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>The rules of a linear layer against their formulas, written out in double precision.</summary>
public sealed class LinearRuleTests
{
    private const int Rows = 3;
    private const int Inputs = 7;
    private const int Outputs = 5;

    private delegate double Share(double[] x, double[] w, double b, double relevance, int input);

    [Theory]
    [InlineData(1e-6f)]
    [InlineData(0.5f)]
    public void Propagate_Epsilon_IsTheFormula(float epsilon) => AssertFormula(
        new EpsilonLrpRules(epsilon), "layer", (x, w, b, relevance, input) => x[input] * w[input] * relevance / Stabilized(Dot(x, w) + b, epsilon));

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(2f, 1f)]
    [InlineData(1.5f, 0.5f)]
    public void Propagate_AlphaBeta_IsTheFormula(float alpha, float beta) => AssertFormula(
        new AlphaBetaLrpRules(alpha, beta), "layer", (x, w, _, relevance, input) =>
        {
            double[] products = [.. x.Zip(w, (left, right) => left * right)];
            double above = products.Where(product => product > 0).Sum();
            double below = products.Where(product => product < 0).Sum();
            return relevance * (products[input] > 0 ? alpha * products[input] / above : -beta * products[input] / below);
        });

    [Theory]
    [InlineData("layer", 0f, 9f)]
    [InlineData("layer", 0.25f, 9f)]
    [InlineData("embed", 9f, 0.25f)]
    [InlineData("layer", 100f, 9f)]
    public void Propagate_Gamma_IsTheFormula(string name, float gamma, float patchGamma) => AssertFormula(
        new GammaLrpRules(gamma, patchGamma), name, (x, w, b, relevance, input) =>
        {
            double used = name == "embed" ? patchGamma : gamma;
            double output = Dot(x, w) + b;
            double Favoured(double product) => product + (Math.Sign(product) == Math.Sign(output) ? used * product : 0);
            double sum = Favoured(b) + x.Zip(w, (left, right) => Favoured(left * right)).Sum();
            return Favoured(x[input] * w[input]) * relevance / Stabilized(sum, 1e-6);
        });

    [Fact]
    public void Propagate_CheferAtPixels_IsTheBoxRule() => AssertFormula(
        new CheferLrpRules(), "embed", (x, w, _, relevance, input) =>
        {
            double least = AllInputs().Min(), greatest = AllInputs().Max();
            double Part(int index) => (x[index] * w[index]) - (least * Math.Max(w[index], 0)) - (greatest * Math.Min(w[index], 0));
            return Part(input) * relevance / Enumerable.Range(0, Inputs).Sum(Part);
        });

    [Theory]
    [InlineData("cp-lrp")]
    [InlineData("lrp-epsilon")]
    public void Propagate_ZeroInput_GetsNothing(string name)
    {
        PropagationRules rules = name == "cp-lrp" ? new CpLrpRules() : new EpsilonLrpRules();
        float[] relevance = Run(rules, "layer", new float[Rows * Inputs]);

        Assert.All(relevance, value => Assert.Equal(0, value));
    }

    private static void AssertFormula(PropagationRules rules, string name, Share share)
    {
        float[] found = Run(rules, name, Values(1, Rows * Inputs));
        float[] all = Values(1, Rows * Inputs), weights = Values(2, Inputs * Outputs), bias = Values(3, Outputs), signal = Values(4, Rows * Outputs);
        for (int row = 0; row < Rows; row++)
        {
            double[] x = [.. all.Skip(row * Inputs).Take(Inputs).Select(value => (double)value)];
            for (int input = 0; input < Inputs; input++)
            {
                double expected = 0;
                for (int output = 0; output < Outputs; output++)
                {
                    double[] w = [.. weights.Skip(output * Inputs).Take(Inputs).Select(value => (double)value)];
                    double relevance = signal[(row * Outputs) + output];
                    relevance *= rules.Form == SignalForm.Relevance && rules is CheferLrpRules ? 1 : Dot(x, w) + bias[output];
                    expected += share(x, w, bias[output], relevance, input);
                }

                Assert.Equal(expected, found[(row * Inputs) + input], 2e-5 * Math.Max(1, Math.Abs(expected)));
            }
        }
    }

    /// <summary>The relevance at the input of one layer.</summary>
    private static float[] Run(PropagationRules rules, string name, float[] input)
    {
        using MatrixParameter weight = new("w", Values(2, Inputs * Outputs), Inputs, Outputs, WeightOrder.OutputMajor);
        using TensorParameter bias = new("b", Of(Values(3, Outputs), Outputs));
        using Tape tape = new(isRecording: true, rules: rules);
        Variable x = tape.Input(Of(input, 1, Rows, Inputs));
        tape.Watch(x);
        Variable y = tape.Linear(new OperationInfo(OperationKind.Linear, name), x, weight, bias, 1, Rows, Outputs);
        tape.Backward(y, Of(Values(4, Rows * Outputs), 1, Rows, Outputs));
        using Tensor? signal = x.RetainSignal();
        return rules.Form == SignalForm.Relevance
            ? signal!.Span.ToArray()
            : [.. input.Select((value, index) => value * signal!.Span[index])];
    }

    private static float[] AllInputs() => Values(1, Rows * Inputs);

    private static float[] Values(ulong seed, int length)
    {
        SeededRandom random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)random.NextNormal())];
    }

    private static Tensor Of(float[] values, params int[] shape)
    {
        Tensor tensor = Tensor.Rent(shape);
        values.CopyTo(tensor.Span);
        return tensor;
    }

    private static double Dot(double[] x, double[] w) => x.Zip(w, (left, right) => left * right).Sum();

    private static double Stabilized(double value, double epsilon) => value + (value < 0 ? -epsilon : epsilon);
}
