using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A hook point that holds the summands of a sum, where the tape watches the sum alone. The gradient of a summand is that of the
/// sum; of the sum's relevance it gets the share that it has in the sum.</summary>
internal sealed class SummandCapture : SignalCapture
{
    private const float Stabilizer = 1e-9f;
    private readonly Tensor? _sum;

    /// <param name="hook">The hook point.</param>
    /// <param name="passes">The backward passes that want its signal, one bit each.</param>
    /// <param name="sum">What the tape watches, [batch, position, width].</param>
    /// <param name="summands">[batch, position, summand, width].</param>
    /// <param name="plans">All backward passes.</param>
    public SummandCapture(HookPoint hook, ulong passes, Variable sum, Tensor summands, ImmutableArray<BackwardPlan> plans)
        : base(hook, passes, sum, summands, plans) =>
        _sum = IsAny(plans, form => form == SignalForm.Relevance) ? sum.Value.Retain() : null;

    protected override bool NeedsValueForRelevance => true;

    public override void Dispose()
    {
        _sum?.Dispose();
        base.Dispose();
    }

    protected override Tensor Of(SignalForm form, Tensor signal, int[] shape)
    {
        int width = shape[^1];
        int summands = shape[^2];
        Tensor result = Tensor.Rent(shape);
        using Tensor shared = Tensor.Rent(width);
        for (int row = 0; row < signal.Length / width; row++)
        {
            ReadOnlySpan<float> incoming = signal.Span.Slice(row * width, width);
            if (form == SignalForm.Relevance)
            {
                Share(incoming, _sum!.Span.Slice(row * width, width), shared.Span);
                incoming = shared.Span;
            }

            for (int summand = 0; summand < summands; summand++)
            {
                int place = ((row * summands) + summand) * width;
                if (form == SignalForm.Gradient)
                {
                    incoming.CopyTo(result.Span.Slice(place, width));
                }
                else
                {
                    ElementwiseKernel.Multiply(Value!.Span.Slice(place, width), incoming, result.Span.Slice(place, width));
                }
            }
        }

        return result;
    }

    private static void Share(ReadOnlySpan<float> relevance, ReadOnlySpan<float> sum, Span<float> shared)
    {
        for (int index = 0; index < shared.Length; index++)
        {
            shared[index] = relevance[index] / (sum[index] + (sum[index] < 0 ? -Stabilizer : Stabilizer));
        }
    }
}
