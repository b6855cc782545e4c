namespace AttentionLens.Numerics;

/// <summary>One step of Adam with decoupled weight decay. Source: Loshchilov and Hutter 2019, algorithm 2.</summary>
public static unsafe class AdamWKernel
{
    /// <summary>Moves the weights one step and updates the two running moments.</summary>
    /// <param name="weights">The weights, changed in place.</param>
    /// <param name="gradient">The gradient, of the same length.</param>
    /// <param name="first">The running mean of the gradient; zeros before the first step.</param>
    /// <param name="second">The running mean of the squared gradient; zeros before the first step.</param>
    /// <param name="learningRate">The step size.</param>
    /// <param name="beta1">How much of the first moment is kept, 0 to below 1.</param>
    /// <param name="beta2">How much of the second moment is kept, 0 to below 1.</param>
    /// <param name="epsilon">Added to the root of the second moment.</param>
    /// <param name="weightDecay">The share of the weights, times the learning rate, that every step takes away.</param>
    /// <param name="step">The number of this step, from 1; it corrects the bias of the moments.</param>
    /// <exception cref="ArgumentException">The lengths differ or the step is below 1.</exception>
    public static void Step(
        Span<float> weights,
        ReadOnlySpan<float> gradient,
        Span<float> first,
        Span<float> second,
        float learningRate,
        float beta1,
        float beta2,
        float epsilon,
        float weightDecay,
        int step)
    {
        Demand.SameLength(gradient.Length, weights.Length, nameof(gradient));
        Demand.SameLength(first.Length, weights.Length, nameof(first));
        Demand.SameLength(second.Length, weights.Length, nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        float rate = (float)(learningRate / (1 - Math.Pow(beta1, step)));
        float correction = (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step)));
        float keep = 1 - (learningRate * weightDecay);
        fixed (float* weightStart = weights, gradientStart = gradient, firstStart = first, secondStart = second)
        {
            AdamWTask task = new()
            {
                Weights = weightStart,
                Gradient = gradientStart,
                First = firstStart,
                Second = secondStart,
                Length = weights.Length,
                Beta1 = beta1,
                Beta2 = beta2,
                Epsilon = epsilon,
                Rate = rate,
                Correction = correction,
                Keep = keep,
            };
            task.Run();
        }
    }
}
