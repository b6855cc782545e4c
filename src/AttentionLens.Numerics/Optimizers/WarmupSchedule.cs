namespace AttentionLens.Numerics;

/// <summary>A learning rate that rises linearly to its peak and then falls to zero along half a cosine.</summary>
/// <param name="Peak">The largest learning rate.</param>
/// <param name="WarmupSteps">The steps of the rise.</param>
/// <param name="Steps">The steps in all.</param>
/// <remarks>Source: Loshchilov and Hutter 2017, equation 5, after a linear warm-up.</remarks>
public sealed record WarmupSchedule(double Peak, int WarmupSteps, int Steps)
{
    /// <summary>The learning rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public double At(int step)
    {
        if (step < WarmupSteps)
        {
            return Peak * (step + 1) / WarmupSteps;
        }

        double progress = (double)(step - WarmupSteps) / Math.Max(1, Steps - WarmupSteps);
        return Peak * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, progress)));
    }
}
