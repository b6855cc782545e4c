namespace AttentionLens.Attribution;

/// <summary>What reaches a position of a stack, layer by layer: shares of the stack's own positions and, in a decoder, of the input's. The shares of a position add up to 1.</summary>
/// <param name="Own">[position, position of the stack].</param>
/// <param name="Input">[position, position of the input]; null for a stack that reads nothing but its own input.</param>
internal sealed record ContextMixing(Matrix Own, Matrix? Input)
{
    /// <summary>One layer's shares: its distances, normalised over everything that a position attends to. What no zero value turns stays what it was.</summary>
    /// <param name="own">The distances of self-attention.</param>
    /// <param name="input">Those of attention over the input, or null.</param>
    /// <param name="mask">Which positions are there.</param>
    public static ContextMixing OfLayer(Matrix own, Matrix? input, ReadOnlySpan<bool> mask)
    {
        Matrix ownShares = new(own.Rows, own.Columns);
        Matrix? inputShares = input is null ? null : new Matrix(input.Rows, input.Columns);
        for (int row = 0; row < own.Rows; row++)
        {
            double sum = Sum(own.Row(row)) + (input is null ? 0 : Sum(input.Row(row)));
            if (sum > 0)
            {
                Divide(own.Row(row), sum, ownShares.Row(row));
                Divide(input is null ? [] : input.Row(row), sum, inputShares is null ? [] : inputShares.Row(row));
            }
            else if (mask[row])
            {
                ownShares[row, row] = 1;
            }
        }

        return new ContextMixing(ownShares, inputShares);
    }

    /// <summary>What reaches positions through this layer, behind what reached them before.</summary>
    /// <param name="before">What came in.</param>
    /// <param name="encoder">What reached the positions that attention over the input reads; null for a stack without it.</param>
    public ContextMixing After(ContextMixing before, Matrix? encoder) =>
        new(Own.Times(before.Own), Input is null ? null : Own.Times(before.Input!).Plus(Input.Times(encoder!)));

    /// <summary>What has reached positions behind each layer of a decoder.</summary>
    /// <param name="layers">The layers, at least one.</param>
    /// <param name="encoder">What reached the positions that attention over the input reads.</param>
    public static List<ContextMixing> Joint(IReadOnlyList<ContextMixing> layers, Matrix encoder)
    {
        int positions = layers[0].Own.Rows;
        List<ContextMixing> joint = [];
        foreach (ContextMixing layer in layers)
        {
            joint.Add(layer.After(joint.Count > 0 ? joint[^1] : new ContextMixing(Matrix.Identity(positions), new Matrix(positions, encoder.Columns)), encoder));
        }

        return joint;
    }

    private static double Sum(ReadOnlySpan<double> row)
    {
        double sum = 0;
        foreach (double value in row)
        {
            sum += value;
        }

        return sum;
    }

    private static void Divide(ReadOnlySpan<double> row, double by, Span<double> result)
    {
        for (int column = 0; column < row.Length; column++)
        {
            result[column] = row[column] / by;
        }
    }
}
