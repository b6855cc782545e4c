namespace AttentionLens.Attribution.Tests.Rules;

/// <summary>AttnLRP with relevance itself as the signal, as its paper writes it: every rule divides by an output and multiplies with an input.</summary>
internal sealed class ExplicitRules(float epsilon) : PropagationRules
{
    public override string Name => "explicit";

    public override SignalForm Form => SignalForm.Relevance;

    public override void Start(ReadOnlySpan<float> output, Span<float> signal)
    {
        for (int index = 0; index < signal.Length; index++)
        {
            signal[index] *= output[index];
        }
    }

    public override PropagationRule? RuleFor(OperationInfo operation) => operation.Kind switch
    {
        OperationKind.MatrixProduct => new Shares(epsilon, 0.5f),
        OperationKind.Linear or OperationKind.Add or OperationKind.LayerNorm or OperationKind.RmsNorm or OperationKind.Rotation => new Shares(epsilon, 1),
        OperationKind.Activation or OperationKind.Scale => new Same(1),
        OperationKind.Product => new Same(0.5f),
        OperationKind.Softmax => new Taylor(),
        _ => null,
    };

    // R_x = factor · x ⊙ Jᵀ(R ⊘ (y ± ε)).
    private sealed class Shares(float epsilon, float factor) : PropagationRule
    {
        public override void Propagate(PropagationStep step)
        {
            float[] quotient = new float[step.Output.Length];
            for (int index = 0; index < quotient.Length; index++)
            {
                float output = step.Output[index];
                quotient[index] = factor * step.Incoming[index] / (output + (output < 0 ? -epsilon : epsilon));
            }

            for (int input = 0; input < step.InputCount; input++)
            {
                if (step.Wants(input))
                {
                    float[] part = new float[step.Input(input).Length];
                    step.PullBackFrozen(input, quotient, part);
                    Span<float> outgoing = step.Outgoing(input);
                    for (int index = 0; index < part.Length; index++)
                    {
                        outgoing[index] += part[index] * step.Input(input)[index];
                    }
                }
            }
        }
    }

    private sealed class Same(float factor) : PropagationRule
    {
        public override void Propagate(PropagationStep step)
        {
            for (int input = 0; input < step.InputCount; input++)
            {
                for (int index = 0; step.Wants(input) && index < step.Incoming.Length; index++)
                {
                    step.Outgoing(input)[index] += factor * step.Incoming[index];
                }
            }
        }
    }

    // R_x = x ⊙ (R − s ΣR), with masked scores as 0.
    private sealed class Taylor : PropagationRule
    {
        public override void Propagate(PropagationStep step)
        {
            int columns = step.OutputShape[^1];
            for (int start = 0; start < step.Incoming.Length; start += columns)
            {
                double sum = 0;
                foreach (float relevance in step.Incoming.Slice(start, columns))
                {
                    sum += relevance;
                }

                for (int index = start; index < start + columns; index++)
                {
                    float score = step.Input(0)[index];
                    step.Outgoing(0)[index] += score < -1e30f ? 0 : (float)(score * (step.Incoming[index] - (step.Output[index] * sum)));
                }
            }
        }
    }
}
