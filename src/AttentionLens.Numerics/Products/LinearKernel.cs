namespace AttentionLens.Numerics;

/// <summary>A linear map with packed weights and its derivatives: y = activation(x Wᵀ + bias) + residual.</summary>
public static unsafe class LinearKernel
{
    /// <summary>Computes y = activation(x Wᵀ + bias) + residual.</summary>
    /// <param name="x">[row, input].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="w">The weights.</param>
    /// <param name="bias">[output], or empty for none.</param>
    /// <param name="activation">Applied after the bias.</param>
    /// <param name="residual">[row, output], added after the activation, or empty for none; may be <paramref name="y"/> itself.</param>
    /// <param name="y">Receives [row, output]; must not overlap <paramref name="x"/>.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void Forward(
        ReadOnlySpan<float> x,
        int rows,
        PackedMatrix w,
        ReadOnlySpan<float> bias,
        ActivationKind activation,
        ReadOnlySpan<float> residual,
        Span<float> y)
    {
        ArgumentNullException.ThrowIfNull(w);
        Demand.NotNegative(rows, nameof(rows));
        Demand.Length(x.Length, (long)rows * w.Inputs, nameof(x));
        Demand.Length(y.Length, (long)rows * w.Outputs, nameof(y));
        Demand.LengthOrEmpty(bias.Length, w.Outputs, nameof(bias));
        Demand.LengthOrEmpty(residual.Length, (long)rows * w.Outputs, nameof(residual));
        fixed (float* xStart = x, biasStart = bias, residualStart = residual, yStart = y)
        {
            LinearTask.Run(xStart, rows, w, biasStart, activation, residualStart, yStart);
        }
    }

    /// <summary>Computes the gradient of the inputs, dx = dy W, or adds it.</summary>
    /// <param name="dy">[row, output].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="w">The weights.</param>
    /// <param name="dx">Receives [row, input]; must not overlap <paramref name="dy"/>.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dx"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void InputGradient(ReadOnlySpan<float> dy, int rows, PackedMatrix w, Span<float> dx, bool accumulate)
    {
        ArgumentNullException.ThrowIfNull(w);
        Demand.NotNegative(rows, nameof(rows));
        Demand.Length(dy.Length, (long)rows * w.Outputs, nameof(dy));
        Demand.Length(dx.Length, (long)rows * w.Inputs, nameof(dx));
        fixed (float* dyStart = dy, dxStart = dx)
        {
            InputGradientTask.Run(dyStart, rows, w, dxStart, accumulate);
        }
    }

    /// <summary>Computes the gradient of the weights, dW = dyᵀ x, or adds it.</summary>
    /// <param name="x">[row, input].</param>
    /// <param name="dy">[row, output].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="order">How <paramref name="dw"/> lies.</param>
    /// <param name="dw">Receives inputs × outputs values.</param>
    /// <param name="accumulate">Whether to add to what <paramref name="dw"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void WeightGradient(
        ReadOnlySpan<float> x,
        ReadOnlySpan<float> dy,
        int rows,
        int inputs,
        int outputs,
        WeightOrder order,
        Span<float> dw,
        bool accumulate)
    {
        if (order == WeightOrder.OutputMajor)
        {
            MatrixKernel.Multiply(outputs, inputs, rows, 1, dy, true, x, false, dw, accumulate);
        }
        else
        {
            MatrixKernel.Multiply(inputs, outputs, rows, 1, x, true, dy, false, dw, accumulate);
        }
    }

    /// <summary>Computes the gradient of the bias, the sum of dy over the rows, or adds it.</summary>
    /// <param name="dy">[row, output].</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="db">Receives [output].</param>
    /// <param name="accumulate">Whether to add to what <paramref name="db"/> holds.</param>
    /// <exception cref="ArgumentException">An operand is shorter than the shape needs.</exception>
    public static void BiasGradient(ReadOnlySpan<float> dy, int rows, int outputs, Span<float> db, bool accumulate)
    {
        Demand.NotNegative(rows, nameof(rows));
        Demand.NotNegative(outputs, nameof(outputs));
        Demand.Length(dy.Length, (long)rows * outputs, nameof(dy));
        Demand.Length(db.Length, outputs, nameof(db));
        fixed (float* dyStart = dy, dbStart = db)
        {
            ColumnSums.Run(dyStart, rows, outputs, dbStart, accumulate);
        }
    }
}
