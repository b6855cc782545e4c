namespace AttentionLens.Attribution;

/// <summary>One pass of a sweep: some points of every example.</summary>
internal sealed class SweepPass(ModelRun run, int first, int points, int examples, double scale)
{
    /// <summary>The first point.</summary>
    public int First => first;

    /// <summary>The first point of the next pass.</summary>
    public int End => first + points;

    /// <summary>What gradients are to be multiplied with: a loss is divided by all that stands in the pass.</summary>
    public double Scale => scale;

    /// <summary>The dimensions of a hook point, the rows of the pass first.</summary>
    public ReadOnlySpan<int> ShapeOf(HookName hook) => run.Gradient(hook).Shape;

    /// <summary>The gradient at a hook point, for an example at a point.</summary>
    public ReadOnlySpan<float> Gradient(HookName hook, int point, int example) => RowOf(run.Gradient(hook), point, example);

    /// <summary>The value of a hook point, for an example at a point.</summary>
    public ReadOnlySpan<float> Value(HookName hook, int point, int example) => RowOf(run.Captured(hook), point, example);

    /// <summary>The objective of an example at a point.</summary>
    public double Objective(int point, int example) => run.ObjectiveValues[((point - first) * examples) + example] * scale;

    private ReadOnlySpan<float> RowOf(LensTensor tensor, int point, int example)
    {
        int length = tensor.Values.Length / (points * examples);
        return tensor.Values.Slice((((point - first) * examples) + example) * length, length);
    }
}
