using System.Numerics.Tensors;

namespace AttentionLens.Attribution;

/// <summary>The γ rule of a linear layer, as a changed gradient: what comes in times the output is relevance, and so is what goes out times the input.</summary>
/// <remarks>Products that support an output above 0 are those above 0 (W⁺ for inputs above 0, W⁻ for those below); for an output below 0 they are those
/// below 0. They count 1 + γ times, in what is handed out as in the sum that it is divided by.</remarks>
internal sealed class GammaRule(float gamma) : PropagationRule
{
    private const float Epsilon = 1e-6f;

    public float Gamma => gamma;

    public override void Propagate(PropagationStep step)
    {
        if (!step.Wants(0))
        {
            return;
        }

        ReadOnlySpan<float> input = step.Input(0);
        using Scratch forUp = new(step.Incoming.Length);
        using Scratch forDown = new(step.Incoming.Length);
        Divide(step, forUp.Span, forDown.Span);

        // Negative weights are all less the positive ones, which spares two products.
        using Scratch upAll = new(input.Length);
        using Scratch upPositive = new(input.Length);
        using Scratch downAll = new(input.Length);
        using Scratch downPositive = new(input.Length);
        step.PullBackPart(WeightPart.All, forUp.Span, upAll.Span);
        step.PullBackPart(WeightPart.Positive, forUp.Span, upPositive.Span);
        step.PullBackPart(WeightPart.All, forDown.Span, downAll.Span);
        step.PullBackPart(WeightPart.Positive, forDown.Span, downPositive.Span);
        Span<float> outgoing = step.Outgoing(0);
        for (int index = 0; index < outgoing.Length; index++)
        {
            float favoured = input[index] < 0
                ? upAll.Span[index] - upPositive.Span[index] + downPositive.Span[index]
                : upPositive.Span[index] + downAll.Span[index] - downPositive.Span[index];
            outgoing[index] += upAll.Span[index] + downAll.Span[index] + (gamma * favoured);
        }
    }

    /// <summary>The relevance of each output over its stabilised sum: of the outputs above 0, and of those below.</summary>
    private void Divide(PropagationStep step, Span<float> forUp, Span<float> forDown)
    {
        ReadOnlySpan<float> input = step.Input(0);
        ReadOnlySpan<float> output = step.Output;
        ReadOnlySpan<float> incoming = step.Incoming;
        using Scratch above = new(input.Length);
        TensorPrimitives.Max(input, 0, above.Span);
        step.Apply(WeightPart.Positive, above.Span, forUp);
        TensorPrimitives.Min(input, 0, above.Span);
        step.Apply(WeightPart.Negative, above.Span, forDown);
        ReadOnlySpan<float> bias = step.Bias;
        for (int index = 0; index < output.Length; index++)
        {
            float constant = bias.IsEmpty ? 0 : bias[index % bias.Length];
            float supporting = forUp[index] + forDown[index];
            float opposing = output[index] - constant - supporting;
            float favoured = output[index] > 0 ? supporting + MathF.Max(constant, 0) : opposing + MathF.Min(constant, 0);
            float quotient = incoming[index] * output[index] / Stabilizer.Of(output[index] + (gamma * favoured), Epsilon);
            forUp[index] = output[index] > 0 ? quotient : 0;
            forDown[index] = output[index] < 0 ? quotient : 0;
        }
    }
}
