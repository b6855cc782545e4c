namespace AttentionLens.Attribution;

/// <summary>An operation hands its signal back by the mean of its slopes at the two ends.</summary>
/// <param name="corrects">Whether a rank-one correction for each row makes differences of inputs give those of outputs, as a product's do without
/// one; for operations of one input from row to row of the same length.</param>
/// <remarks>Source of the correction: Broyden 1965, equation 4.5.</remarks>
internal sealed class MeanSlopeRule(bool corrects) : PropagationRule
{
    /// <summary>Below this squared length a difference is nothing.</summary>
    private const double SmallestWay = 1e-20;

    public override void Propagate(PropagationStep step)
    {
        float[] rentedSignal = HalvedSignal.Rent(step.Incoming.Length);
        Span<float> signal = rentedSignal.AsSpan(0, step.Incoming.Length);
        HalvedSignal.Even(step.Incoming, signal);
        for (int input = 0; input < step.InputCount; input++)
        {
            if (step.Wants(input))
            {
                Propagate(step, input, signal);
            }
        }

        HalvedSignal.Return(rentedSignal);
    }

    private void Propagate(PropagationStep step, int input, ReadOnlySpan<float> signal)
    {
        int length = step.Input(input).Length;
        float[] rented = HalvedSignal.Rent(length);
        Span<float> slope = rented.AsSpan(0, length);
        step.PullBack(input, signal, slope);
        HalvedSignal.Even(slope, slope);
        if (corrects)
        {
            int row = step.InputShape(input)[^1];
            for (int start = 0; start < length / 2; start += row)
            {
                Correct(step, signal, slope, start, row);
            }
        }

        Span<float> outgoing = step.Outgoing(input);
        for (int index = 0; index < length; index++)
        {
            outgoing[index] += slope[index];
        }

        HalvedSignal.Return(rented);
    }

    private static void Correct(PropagationStep step, ReadOnlySpan<float> signal, Span<float> slope, int start, int row)
    {
        ReadOnlySpan<float> input = step.Input(0);
        ReadOnlySpan<float> output = step.Output;
        int half = input.Length / 2;
        double gap = 0;
        double squares = 0;
        for (int index = start; index < start + row; index++)
        {
            double way = WayOf(input, output, index, half);
            gap += (signal[index] * ((double)output[index] - output[index + half])) - (slope[index] * way);
            squares += way * way;
        }

        if (squares < SmallestWay)
        {
            return;
        }

        for (int index = start; index < start + row; index++)
        {
            slope[index] += (float)(gap * WayOf(input, output, index, half) / squares);
            slope[index + half] = slope[index];
        }
    }

    // What gives nothing at either end, like a masked key, takes no part.
    private static double WayOf(ReadOnlySpan<float> input, ReadOnlySpan<float> output, int index, int half)
    {
        double way = (double)input[index] - input[index + half];
        return double.IsFinite(way) && (output[index] != 0 || output[index + half] != 0) ? way : 0;
    }
}
