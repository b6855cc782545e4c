namespace AttentionLens.Attribution;

/// <summary>An activation hands its signal back times the quotient of the differences of its output and its input.</summary>
/// <remarks>Source: Shrikumar, Greenside and Kundaje 2017, section 3.5.1.</remarks>
internal sealed class RescaleRule : PropagationRule
{
    /// <summary>Below this share of the values a difference is rounding, and the slope stands in its place.</summary>
    private const float SmallestShare = 1e-6f;

    public override void Propagate(PropagationStep step)
    {
        if (!step.Wants(0))
        {
            return;
        }

        ReadOnlySpan<float> input = step.Input(0);
        ReadOnlySpan<float> output = step.Output;
        int half = input.Length / 2;
        float[] rented = HalvedSignal.Rent(2 * input.Length);
        Span<float> signal = rented.AsSpan(0, input.Length);
        Span<float> slope = rented.AsSpan(input.Length, input.Length);
        HalvedSignal.Even(step.Incoming, signal);
        step.PullBack(0, signal, slope);
        Span<float> outgoing = step.Outgoing(0);
        for (int index = 0; index < half; index++)
        {
            float way = input[index] - input[index + half];
            float size = Math.Max(Math.Abs(input[index]), Math.Abs(input[index + half]));
            float multiplied = Math.Abs(way) > SmallestShare * size
                ? signal[index] * ((output[index] - output[index + half]) / way)
                : (slope[index] + slope[index + half]) / 2;
            outgoing[index] += multiplied;
            outgoing[index + half] += multiplied;
        }

        HalvedSignal.Return(rented);
    }
}
