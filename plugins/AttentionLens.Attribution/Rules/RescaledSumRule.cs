namespace AttentionLens.Attribution;

/// <summary>Shares relevance between the summands in proportion to their values, then rescales each summand's whole share for every example to
/// |share| / Σ |share| of what came in, so that branches of opposite sign do not blow each other up.</summary>
/// <remarks>Source: Chefer et al. 2021 (CVPR), equations 9 and 10.</remarks>
internal sealed class RescaledSumRule : PropagationRule
{
    private const double Epsilon = 1e-9;

    public override void Propagate(PropagationStep step)
    {
        if (step.InputCount == 2)
        {
            int length = step.Incoming.Length / step.OutputShape[0];
            for (int start = 0; start < step.Incoming.Length; start += length)
            {
                Share(step, start, length);
            }
        }
        else
        {
            AddHeads(step);
        }
    }

    // Sums are taken in double precision, and of the summands themselves: near 0 a rounded sum has lost its digits.
    private static void Share(PropagationStep step, int start, int length)
    {
        ReadOnlySpan<float> first = step.Input(0).Slice(start, length);
        ReadOnlySpan<float> second = step.Input(1).Slice(start, length);
        ReadOnlySpan<float> relevance = step.Incoming.Slice(start, length);
        double firstShare = 0, secondShare = 0, whole = 0;
        for (int index = 0; index < length; index++)
        {
            double quotient = Quotient(relevance[index], (double)first[index] + second[index]);
            firstShare += first[index] * quotient;
            secondShare += second[index] * quotient;
            whole += relevance[index];
        }

        double sizes = Math.Abs(firstShare) + Math.Abs(secondShare);
        Add(step, 0, start, first, second, relevance, Factor(firstShare, sizes, whole));
        Add(step, 1, start, second, first, relevance, Factor(secondShare, sizes, whole));
    }

    private static void Add(
        PropagationStep step, int input, int start, ReadOnlySpan<float> own, ReadOnlySpan<float> other, ReadOnlySpan<float> relevance, double factor)
    {
        if (!step.Wants(input))
        {
            return;
        }

        Span<float> outgoing = step.Outgoing(input).Slice(start, own.Length);
        for (int index = 0; index < own.Length; index++)
        {
            outgoing[index] += (float)(own[index] * Quotient(relevance[index], (double)own[index] + other[index]) * factor);
        }
    }

    private static double Factor(double share, double sizes, double whole) => Quotient(Quotient(Math.Abs(share), sizes) * whole, share);

    private static double Quotient(double relevance, double divisor) => divisor == 0 ? 0 : relevance / (divisor + Epsilon);

    // The sum over heads that stands where their results were changed: shares alone, its bias gets nothing.
    private static void AddHeads(PropagationStep step)
    {
        if (!step.Wants(0))
        {
            return;
        }

        int width = step.OutputShape[^1];
        int heads = step.Input(0).Length / step.Incoming.Length;
        Span<float> outgoing = step.Outgoing(0);
        for (int index = 0; index < step.Incoming.Length; index++)
        {
            (int row, int column) = Math.DivRem(index, width);
            int place = (row * heads * width) + column;
            double sum = 0;
            for (int head = 0; head < heads; head++)
            {
                sum += step.Input(0)[place + (head * width)];
            }

            double quotient = Quotient(step.Incoming[index], sum);
            for (int head = 0; head < heads; head++)
            {
                outgoing[place + (head * width)] += (float)(step.Input(0)[place + (head * width)] * quotient);
            }
        }
    }
}
