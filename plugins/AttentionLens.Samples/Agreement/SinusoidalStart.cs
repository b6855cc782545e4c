using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Samples;

/// <summary>Lets the table of positions start as sines and cosines of falling frequencies; training changes it like any weight. In a
/// random table no position resembles its neighbours, and a small model finds a way round heads that attend to the token before, on
/// which induction heads build. Here a position a fixed way back is the same linear map of the vector wherever one stands.</summary>
/// <remarks>Source: Vaswani et al. 2017, section 3.5, with shorter waves for the fewer positions.</remarks>
internal static class SinusoidalStart
{
    private const string Table = "wpe.weight";
    private const double Size = 0.3;
    private const double LongestWave = 100;

    /// <summary>Overwrites the positions of a GPT-2.</summary>
    /// <param name="model">The model before training.</param>
    public static void Write(TransformerModel model)
    {
        Parameter table = model.Parameters.Single(parameter => parameter.Name.EndsWith(Table, StringComparison.Ordinal));
        int width = table.Shape[1];
        float[] values = new float[table.Length];
        for (int index = 0; index < values.Length; index++)
        {
            (int position, int column) = Math.DivRem(index, width);
            double angle = position / Math.Pow(LongestWave, 2.0 * (column / 2) / width);
            values[index] = (float)(Size * (column % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle)));
        }

        table.Write(values);
    }
}
