namespace AttentionLens.Encoders.Tests;

/// <summary>Layers as their definitions say, one number at a time in double precision.</summary>
internal static class Formulas
{
    public static double[] Linear(double[] x, float[] weight, float[] bias) => [.. bias.Select((shift, output) =>
        shift + x.Select((value, input) => value * weight[(output * x.Length) + input]).Sum())];
}
