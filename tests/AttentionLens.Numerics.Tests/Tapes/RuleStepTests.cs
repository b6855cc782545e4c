using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>What a rule may ask of an operation besides its gradient.</summary>
public sealed class RuleStepTests
{
    private const int Rows = 3;
    private const int Width = 7;

    public static TheoryData<ActivationKind> Activations => [.. Enum.GetValues<ActivationKind>().Where(kind => kind != ActivationKind.None)];

    [Fact]
    public void PullBackFrozen_LayerNorm_HoldsTheDeviationConstant()
    {
        float[] x = SeededNumbers.Floats(1, Rows * Width), g = SeededNumbers.Floats(2, Rows * Width), scale = SeededNumbers.Floats(3, Width);
        using TensorParameter gamma = OperationCases.Weight(3, "scale", Width), beta = OperationCases.Weight(4, "shift", Width);

        float[] found = Frozen(x, g, (tape, input) => tape.LayerNorm(OperationCases.Info(OperationKind.LayerNorm), input, gamma, beta, 1e-5f));

        for (int row = 0; row < Rows; row++)
        {
            double[] values = [.. x.Skip(row * Width).Take(Width).Select(value => (double)value)];
            double[] scaled = [.. g.Skip(row * Width).Take(Width).Select((value, index) => (double)value * scale[index])];
            double deviation = Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)) + 1e-5);
            for (int index = 0; index < Width; index++)
            {
                Assert.Equal((scaled[index] - scaled.Average()) / deviation, found[(row * Width) + index], 1e-5);
            }
        }
    }

    [Fact]
    public void PullBackFrozen_RmsNorm_HoldsTheRootMeanSquareConstant()
    {
        float[] x = SeededNumbers.Floats(1, Rows * Width), g = SeededNumbers.Floats(2, Rows * Width), scale = SeededNumbers.Floats(3, Width);
        using TensorParameter gamma = OperationCases.Weight(3, "scale", Width);

        float[] found = Frozen(x, g, (tape, input) => tape.RmsNorm(OperationCases.Info(OperationKind.RmsNorm), input, gamma, 1e-5f));

        for (int row = 0; row < Rows; row++)
        {
            double root = Math.Sqrt(x.Skip(row * Width).Take(Width).Average(value => (double)value * value) + 1e-5);
            for (int index = 0; index < Width; index++)
            {
                Assert.Equal((double)g[(row * Width) + index] * scale[index] / root, found[(row * Width) + index], 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void PullBackFrozen_Activation_IsTheSlopeFromTheOrigin(ActivationKind kind)
    {
        float[] x = [.. SeededNumbers.Floats(1, (Rows * Width) - 2), 0, -1e-10f];
        float[] g = SeededNumbers.Floats(2, Rows * Width);

        float[] found = Frozen(x, g, (tape, input) => tape.Activate(OperationCases.Info(OperationKind.Activation), kind, input));

        Assert.All(found, value => Assert.True(float.IsFinite(value)));
        for (int index = 0; index < x.Length - 2; index++)
        {
            Assert.Equal(g[index] * Formulas.Activation(kind, x[index]) / x[index], found[index], 1e-5);
        }
    }

    [Fact]
    public void PullBackFrozen_Softmax_PassesNothing()
    {
        float[] found = Frozen(
            SeededNumbers.Floats(1, Rows * Width), SeededNumbers.Floats(2, Rows * Width), (tape, input) => tape.Softmax(OperationCases.Info(OperationKind.Softmax), input));

        Assert.All(found, value => Assert.Equal(0, value));
    }

    [Fact]
    public void AddPullBack_TwiceWithHalf_IsThePullBack()
    {
        float[] x = SeededNumbers.Floats(1, Rows * Width), g = SeededNumbers.Floats(2, Rows * Width);
        float[] half = [.. g.Select(value => value / 2)];
        Variable Wire(Tape tape, Variable input) => tape.Activate(OperationCases.Info(OperationKind.Activation), ActivationKind.Gelu, input);

        float[] whole = Run(x, g, Wire, null);
        float[] added = Run(x, g, Wire, step =>
        {
            step.AddPullBack(0, half);
            step.AddPullBack(0, half);
        });
        float[] written = Run(x, g, Wire, step => step.PullBack(0, step.Incoming, step.Outgoing(0)));

        Assert.Equal(whole, written);
        Assert.All(whole.Zip(added), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_PartsOfWeights_AddUpToAll(bool ofHeads)
    {
        using MatrixParameter weight = OperationCases.Matrix(3, 6, 5, WeightOrder.OutputMajor);
        using TensorParameter bias = OperationCases.Weight(4, "bias", 5);
        float[] x = SeededNumbers.Floats(1, Rows * 6);
        bool called = false;
        Run(
            x,
            SeededNumbers.Floats(2, Rows * 5 * (ofHeads ? 2 : 1)),
            (tape, input) => ofHeads
                ? tape.HeadResults(OperationCases.Info(OperationKind.Linear), input, weight)
                : tape.Linear(OperationCases.Info(OperationKind.Linear), input, weight, bias, Rows, 5),
            step =>
            {
                Assert.True(step.HasWeightParts);
                Assert.Equal(ofHeads ? [] : SeededNumbers.Floats(4, 5), step.Bias.ToArray());
                float[] all = Applied(step, WeightPart.All, x), positive = Applied(step, WeightPart.Positive, x), negative = Applied(step, WeightPart.Negative, x);
                float[] withBias = [.. all.Select((value, index) => value + (ofHeads ? 0 : step.Bias[index % 5]))];
                AssertSum(step.Output.ToArray(), withBias, new float[all.Length]);
                AssertSum(all, positive, negative);
                float[] sizes = [.. x.Select(MathF.Abs)];
                Assert.All(Applied(step, WeightPart.Positive, sizes), value => Assert.True(value >= 0));
                Assert.All(Applied(step, WeightPart.Negative, sizes), value => Assert.True(value <= 0));
                Assert.Contains(Applied(step, WeightPart.Positive, sizes), value => value > 0);
                Assert.Contains(Applied(step, WeightPart.Negative, sizes), value => value < 0);

                float[] back = new float[x.Length];
                step.PullBack(0, step.Incoming, back);
                AssertSum(back, Back(step, WeightPart.All), new float[back.Length]);
                AssertSum(back, Back(step, WeightPart.Positive), Back(step, WeightPart.Negative));
                called = true;
            });

        Assert.True(called);
    }

    [Fact]
    public void Apply_OperationWithoutAMatrix_IsRefused()
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Run(
            SeededNumbers.Floats(1, Width),
            SeededNumbers.Floats(2, Width),
            (tape, input) => tape.Activate(OperationCases.Info(OperationKind.Activation, "blocks.0.mlp.post"), ActivationKind.Tanh, input),
            step =>
            {
                Assert.False(step.HasWeightParts);
                step.Apply(WeightPart.Positive, new float[Width], new float[Width]);
            }));

        Assert.Contains("blocks.0.mlp.post", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_RuleSaidThatItReadsNone_IsRefused()
    {
        using Tape tape = new(isRecording: true, rules: new Blind());
        Variable x = tape.Input(SeededNumbers.Tensor(1, 2, 3));
        tape.Watch(x);
        Variable y = tape.Scale(OperationCases.Info(OperationKind.Scale, "embed.scale"), x, 2);

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => tape.Backward(y, SeededNumbers.Tensor(2, 2, 3)));

        Assert.Contains("embed.scale", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_AreThoseOfTheTensors()
    {
        using MatrixParameter weight = OperationCases.Matrix(3, 6, 5, WeightOrder.OutputMajor);
        bool called = false;
        Run(
            SeededNumbers.Floats(1, Rows * 6),
            SeededNumbers.Floats(2, Rows * 10),
            (tape, input) => tape.HeadResults(OperationCases.Info(OperationKind.Linear), input, weight),
            step =>
            {
                Assert.Equal([1, Rows, 2, 3], step.InputShape(0).ToArray());
                Assert.Equal([1, Rows, 2, 5], step.OutputShape.ToArray());
                called = true;
            });

        Assert.True(called);
    }

    private static float[] Frozen(float[] x, float[] g, Func<Tape, Variable, Variable> wire)
    {
        float[] written = new float[x.Length];
        float[] added = Run(x, g, wire, step =>
        {
            step.PullBackFrozen(0, step.Incoming, written);
            step.Outgoing(0).Fill(1);
            step.AddPullBackFrozen(0, step.Incoming);
        });

        Assert.All(written.Zip(added), pair => Assert.Equal(pair.First + 1, pair.Second, 1e-5));
        return written;
    }

    private static float[] Run(float[] x, float[] g, Func<Tape, Variable, Variable> wire, Action<PropagationStep>? rule)
    {
        using Tape tape = new(isRecording: true, rules: new DelegateRules(_ => rule));
        Variable input = tape.Input(x.Length == Rows * 6 ? SeededNumbers.Of(x, 1, Rows, 2, 3) : SeededNumbers.Of(x, x.Length / Width, Width));
        tape.Watch(input);
        Variable y = wire(tape, input);
        tape.Backward(y, SeededNumbers.Of(g, y.Value.Shape));
        using Tensor? signal = input.RetainSignal();
        return signal is null ? [] : signal.Span.ToArray();
    }

    private static float[] Applied(PropagationStep step, WeightPart part, float[] input)
    {
        float[] output = new float[step.Output.Length];
        step.Apply(part, input, output);
        return output;
    }

    private static float[] Back(PropagationStep step, WeightPart part)
    {
        float[] input = new float[step.Input(0).Length];
        step.PullBackPart(part, step.Incoming, input);
        return input;
    }

    private static void AssertSum(float[] expected, float[] first, float[] second)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], first[index] + second[index], 1e-5);
        }
    }

    private sealed class Blind : PropagationRules
    {
        public override string Name => "blind";

        public override PropagationRule? RuleFor(OperationInfo operation) => new Rule();

        private sealed class Rule : PropagationRule
        {
            public override bool ReadsInputs => false;

            public override void Propagate(PropagationStep step) => step.Outgoing(0).Fill(step.Input(0)[0]);
        }
    }
}
