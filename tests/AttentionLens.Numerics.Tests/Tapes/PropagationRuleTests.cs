using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>Rules replace the gradient of the operations that they name, and of no other.</summary>
public sealed class PropagationRuleTests
{
    [Fact]
    public void Propagate_EpsilonRuleOnALinearChainWithoutBias_ConservesRelevance()
    {
        using MatrixParameter first = OperationCases.Matrix(1, 7, 9, WeightOrder.OutputMajor);
        using MatrixParameter second = OperationCases.Matrix(2, 9, 4, WeightOrder.InputMajor);
        DelegateRules rules = new(operation => operation.Kind switch
        {
            OperationKind.Linear => Epsilon,
            OperationKind.Activation => Identity,
            _ => null,
        });
        using Tape tape = new(isRecording: true, rules: rules);
        Variable x = tape.Input(SeededNumbers.Tensor(3, 2, 7));
        tape.Watch(x);
        Variable hidden = tape.Linear(OperationCases.Info(OperationKind.Linear), x, first, null, 2, 9);
        hidden = tape.Activate(OperationCases.Info(OperationKind.Activation), ActivationKind.Relu, hidden);
        Variable y = tape.Linear(OperationCases.Info(OperationKind.Linear), hidden, second, null, 2, 4);
        float[] relevance = y.Value.Span.ToArray();

        tape.Backward(y, SeededNumbers.Of(relevance, 2, 4));

        using Tensor? atInput = x.RetainSignal();
        Assert.Equal(relevance.Take(4).Sum(), atInput!.Span[..7].ToArray().Sum(), 1e-4);
        Assert.Equal(relevance.Skip(4).Sum(), atInput.Span[7..].ToArray().Sum(), 1e-4);
    }

    [Fact]
    public void Propagate_IdentityRuleOnActivations_HandsTheSignalThrough()
    {
        float[] signal = SeededNumbers.Floats(2, 11);

        float[] atInput = ThroughActivation(ActivationKind.Gelu, SeededNumbers.Floats(1, 11), signal, _ => Identity);

        Assert.Equal(signal, atInput);
    }

    [Fact]
    public void Propagate_GuidedRule_LetsOnlyPositiveSignalsThroughOpenUnits()
    {
        float[] atInput = ThroughActivation(ActivationKind.Relu, [1, 2, -1, -2], [3, -4, 5, -6], _ => Guided);

        Assert.Equal([3, 0, 0, 0], atInput);
    }

    [Fact]
    public void Propagate_RuleForOneOperation_LeavesTheOthersToTheirGradient()
    {
        using SmallNetwork network = new();
        float[] gradient = Run(network, null, out _);
        for (int number = 1; number < SmallNetwork.Operations; number++)
        {
            string name = $"{number}";
            float[] same = Run(network, operation => operation.Name == name ? PullBack : null, out List<string> seen);
            float[] doubled = Run(network, operation => operation.Name == name ? step => PullBack(step, 2) : null, out _);

            Assert.Equal([name], seen);
            AssertClose(gradient, same, 1);

            // The others lie on one of two ways around them.
            if (number is not (4 or 5 or 11))
            {
                AssertClose(gradient, doubled, 2);
            }
        }
    }

    [Fact]
    public void Propagate_RuleForEveryOperation_IsCalledOnceForEachInReverse()
    {
        using SmallNetwork network = new();

        float[] same = Run(network, _ => PullBack, out List<string> seen);

        AssertClose(Run(network, null, out _), same, 1);
        Assert.Equal(["13", "12", "10", "11", "9", "8", "7", "6", "5", "4", "3", "2", "1"], seen);
    }

    [Fact]
    public void Outgoing_NotWanted_IsRefused()
    {
        bool called = false;
        DelegateRules rules = new(_ => step =>
        {
            Assert.Equal(2, step.InputCount);
            Assert.True(step.Wants(0));
            Assert.False(step.Wants(1));
            InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => step.Outgoing(1).Length);
            Assert.Contains("gate", refused.Message, StringComparison.Ordinal);
            called = true;
        });
        using Tape tape = new(isRecording: true, rules: rules);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        Variable constant = tape.Input(SeededNumbers.Tensor(2, 3));
        tape.Watch(x);

        tape.Backward(tape.Multiply(OperationCases.Info(OperationKind.Product, "gate"), x, constant), SeededNumbers.Tensor(3, 3));

        Assert.True(called);
        Assert.Null(x.RetainSignal());
    }

    [Fact]
    public void Step_Values_AreThoseOfTheForwardPass()
    {
        bool called = false;
        using Tensor output = Tensor.Rent(3);
        DelegateRules rules = new(_ => step =>
        {
            Assert.Equal(SeededNumbers.Floats(1, 3), step.Input(0).ToArray());
            Assert.Equal(SeededNumbers.Floats(2, 3), step.Input(1).ToArray());
            Assert.Equal(SeededNumbers.Floats(3, 3), step.Incoming.ToArray());
            Assert.Equal(output.Span.ToArray(), step.Output.ToArray());
            called = true;
        });
        using Tape tape = new(isRecording: true, rules: rules);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        Variable y = tape.Input(SeededNumbers.Tensor(2, 3));
        tape.Watch(x);
        Variable sum = tape.Add(OperationCases.Info(OperationKind.Add), x, y);
        sum.Value.Span.CopyTo(output.Span);
        x.Release();
        y.Release();

        tape.Backward(sum, SeededNumbers.Tensor(3, 3));

        Assert.True(called);
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 4)]
    public void PullBack_SpansOfOtherLengths_AreRefused(int incoming, int destination)
    {
        DelegateRules rules = new(_ => step => step.PullBack(0, new float[incoming], new float[destination]));
        using Tape tape = new(isRecording: true, rules: rules);
        Variable x = tape.Input(SeededNumbers.Tensor(1, 3));
        tape.Watch(x);
        Variable y = tape.Activate(OperationCases.Info(OperationKind.Activation, "blocks.0.mlp.post"), ActivationKind.Tanh, x);

        ArgumentException refused = Assert.Throws<ArgumentException>(() => tape.Backward(y, SeededNumbers.Tensor(3, 3)));

        Assert.Contains("blocks.0.mlp.post", refused.Message, StringComparison.Ordinal);
    }

    private static float[] ThroughActivation(
        ActivationKind kind, float[] values, float[] signal, Func<OperationInfo, Action<PropagationStep>?> rule)
    {
        using Tape tape = new(isRecording: true, rules: new DelegateRules(rule));
        Variable x = tape.Input(SeededNumbers.Of(values, values.Length));
        tape.Watch(x);
        Variable y = tape.Activate(OperationCases.Info(OperationKind.Activation), kind, x);
        tape.Backward(y, SeededNumbers.Of(signal, signal.Length));
        using Tensor? atInput = x.RetainSignal();
        return atInput!.Span.ToArray();
    }

    private static float[] Run(SmallNetwork network, Func<OperationInfo, Action<PropagationStep>?>? ruleFor, out List<string> seen)
    {
        List<string> called = [];
        DelegateRules? rules = ruleFor is null ? null : new DelegateRules(operation => ruleFor(operation) is not { } rule ? null : step =>
        {
            called.Add(step.Operation.Name);
            rule(step);
        });
        using Tape tape = new(isRecording: true, rules: rules);
        Variable? watched = null;
        Variable? x = null;
        foreach (Func<Tape, Variable?, Variable> step in network.Steps)
        {
            x = step(tape, x);
            if (watched is null)
            {
                watched = x;
                tape.Watch(x);
            }
        }

        tape.Backward(x!, SmallNetwork.Signal());
        seen = called;
        using Tensor? signal = watched!.RetainSignal();
        return signal!.Span.ToArray();
    }

    private static void PullBack(PropagationStep step) => PullBack(step, 1);

    private static void PullBack(PropagationStep step, float factor)
    {
        for (int input = 0; input < step.InputCount; input++)
        {
            if (step.Wants(input))
            {
                float[] part = new float[step.Input(input).Length];
                step.PullBack(input, step.Incoming, part);
                Span<float> outgoing = step.Outgoing(input);
                for (int index = 0; index < part.Length; index++)
                {
                    outgoing[index] += factor * part[index];
                }
            }
        }
    }

    private static void Identity(PropagationStep step) => step.Incoming.CopyTo(step.Outgoing(0));

    private static void Guided(PropagationStep step)
    {
        for (int index = 0; index < step.Output.Length; index++)
        {
            step.Outgoing(0)[index] += step.Input(0)[index] > 0 ? Math.Max(0, step.Incoming[index]) : 0;
        }
    }

    // R_in = x ⊙ Wᵀ(R_out / (y ± ε)).
    private static void Epsilon(PropagationStep step)
    {
        float[] share = new float[step.Output.Length];
        for (int index = 0; index < share.Length; index++)
        {
            float output = step.Output[index];
            share[index] = step.Incoming[index] / (output + (output < 0 ? -1e-7f : 1e-7f));
        }

        float[] part = new float[step.Input(0).Length];
        step.PullBack(0, share, part);
        for (int index = 0; index < part.Length; index++)
        {
            step.Outgoing(0)[index] += part[index] * step.Input(0)[index];
        }
    }

    private static void AssertClose(float[] expected, float[] actual, float factor)
    {
        float largest = expected.Max(MathF.Abs);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.True(
                MathF.Abs((expected[index] * factor) - actual[index]) <= 1e-5f * factor * largest,
                $"[{index}]: expected {expected[index] * factor:G9}, found {actual[index]:G9}");
        }
    }
}
