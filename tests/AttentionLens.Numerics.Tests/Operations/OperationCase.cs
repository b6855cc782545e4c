namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>An operation, or a few wired together, beside the same formula in double precision.</summary>
internal sealed class OperationCase
{
    public required string Name { get; init; }

    /// <summary>The shape of each tensor input.</summary>
    public int[][] Inputs { get; init; } = [];

    /// <summary>Makes the weights; the test disposes them.</summary>
    public Func<Parameter[]> Weights { get; init; } = () => [];

    public required Func<Tape, Variable[], Parameter[], Variable> Wire { get; init; }

    /// <summary>The output from the inputs and the weights, the latter in the order of a checkpoint.</summary>
    public required Func<double[][], double[][], double[]> Reference { get; init; }

    /// <summary>Numbers are kept this far from zero, for functions with a kink there.</summary>
    public double Margin { get; init; }

    public float[][] InputValues() => [.. Inputs.Select((shape, index) => AwayFromZero(SeededNumbers.Floats(
        (ulong)(index + 1), shape.Aggregate(1, (product, extent) => product * extent))))];

    private float[] AwayFromZero(float[] values) =>
        [.. values.Select(value => MathF.Abs(value) >= Margin ? value : (float)(value < 0 ? value - Margin : value + Margin))];
}
