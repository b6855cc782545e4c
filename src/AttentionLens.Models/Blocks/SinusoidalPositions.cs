using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Positions as sines and cosines of falling frequencies, computed and not learned: all sines stand in the first half of the
/// vector, all cosines in the second. A place is counted in the padded sequence, from 0.</summary>
/// <remarks>Source: Vaswani et al. 2017, section 3.5, with the halves of Marian (Junczys-Dowmunt et al. 2018) in place of pairs.</remarks>
public sealed record SinusoidalPositions : PositionSource
{
    private const double LongestWave = 10000;

    internal override Variable Embed(Pass pass, OperationInfo info, ReadOnlySpan<int> shape)
    {
        (int batch, int length, int width) = (shape[0], shape[1], shape[2]);
        Tensor positions = Tensor.Rent(shape);
        Span<float> first = positions.Span[..(length * width)];
        int sines = (width + 1) / 2;
        for (int column = 0; column < width; column++)
        {
            bool isSine = column < sines;
            int wave = isSine ? column : column - sines;
            double frequency = 1 / Math.Pow(LongestWave, 2.0 * wave / width);
            for (int place = 0; place < length; place++)
            {
                double angle = (pass.Offset + place) * frequency;
                first[(place * width) + column] = (float)(isSine ? Math.Sin(angle) : Math.Cos(angle));
            }
        }

        for (int example = 1; example < batch; example++)
        {
            first.CopyTo(positions.Span[(example * length * width)..]);
        }

        return pass.Tape.Input(positions);
    }
}
