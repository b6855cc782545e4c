namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>Every operation of a tape, at shapes that are no multiple of anything.</summary>
internal static class OperationCases
{
    public const float Epsilon = 1e-3f;

    public static IReadOnlyDictionary<string, OperationCase> All { get; } =
        Elementwise().Concat(Linear()).Concat(Norms()).Concat(Tables()).Concat(Parts()).Concat(AttentionCases.All()).Concat(ImageCases.All())
            .Concat(Composed())
            .ToDictionary(operation => operation.Name, StringComparer.Ordinal);

    public static OperationInfo Info(OperationKind kind, string name = "test") => new(kind, name);

    public static MatrixParameter Matrix(ulong seed, int inputs, int outputs, WeightOrder order, string name = "matrix") =>
        new(name, SeededNumbers.Floats(seed, inputs * outputs), inputs, outputs, order);

    public static TensorParameter Weight(ulong seed, string name, params ReadOnlySpan<int> shape) => new(name, SeededNumbers.Tensor(seed, shape));

    private static IEnumerable<OperationCase> Elementwise()
    {
        foreach (int[] shape in (int[][])[[1], [7], [3, 5], [2, 3, 11]])
        {
            string text = string.Join('x', shape);
            yield return new OperationCase
            {
                Name = $"add {text}",
                Inputs = [shape, shape],
                Wire = (tape, x, _) => tape.Add(Info(OperationKind.Add), x[0], x[1]),
                Reference = (x, _) => Formulas.Zip(x[0], x[1], (a, b) => a + b),
            };
            yield return new OperationCase
            {
                Name = $"product {text}",
                Inputs = [shape, shape],
                Wire = (tape, x, _) => tape.Multiply(Info(OperationKind.Product), x[0], x[1]),
                Reference = (x, _) => Formulas.Zip(x[0], x[1], (a, b) => a * b),
            };
            foreach (ActivationKind kind in Enum.GetValues<ActivationKind>())
            {
                yield return new OperationCase
                {
                    Name = $"{kind} {text}",
                    Inputs = [shape],
                    Margin = kind == ActivationKind.Relu ? 0.01 : 0,
                    Wire = (tape, x, _) => tape.Activate(Info(OperationKind.Activation), kind, x[0]),
                    Reference = (x, _) => Formulas.Map(x[0], value => Formulas.Activation(kind, value)),
                };
            }
        }
    }

    private static IEnumerable<OperationCase> Linear()
    {
        foreach ((int rows, int inputs, int outputs) in ((int, int, int)[])[(1, 1, 1), (5, 7, 3), (3, 17, 33), (2, 40, 5)])
        {
            foreach (WeightOrder order in Enum.GetValues<WeightOrder>())
            {
                yield return LinearCase(rows, inputs, outputs, order, hasBias: true);
                yield return LinearCase(rows, inputs, outputs, order, hasBias: false);
            }
        }
    }

    private static OperationCase LinearCase(int rows, int inputs, int outputs, WeightOrder order, bool hasBias) => new()
    {
        Name = $"linear {rows}x{inputs} to {outputs}, {order}{(hasBias ? ", bias" : string.Empty)}",
        Inputs = [[rows, inputs]],
        Weights = () => hasBias
            ? [Matrix(21, inputs, outputs, order), Weight(22, "bias", outputs)]
            : [Matrix(21, inputs, outputs, order)],
        Wire = (tape, x, weights) => tape.Linear(
            Info(OperationKind.Linear), x[0], (MatrixParameter)weights[0], hasBias ? (TensorParameter)weights[1] : null, rows, outputs),
        Reference = (x, weights) => Formulas.Linear(x[0], weights[0], hasBias ? weights[1] : null, inputs, outputs, order),
    };

    private static IEnumerable<OperationCase> Norms()
    {
        foreach (int[] shape in (int[][])[[1, 2], [3, 5], [2, 2, 17]])
        {
            int width = shape[^1];
            yield return new OperationCase
            {
                Name = $"layer norm {string.Join('x', shape)}",
                Inputs = [shape],
                Weights = () => [Weight(31, "scale", width), Weight(32, "shift", width)],
                Wire = (tape, x, weights) => tape.LayerNorm(
                    Info(OperationKind.LayerNorm), x[0], (TensorParameter)weights[0], (TensorParameter)weights[1], Epsilon),
                Reference = (x, weights) => Formulas.LayerNorm(x[0], weights[0], weights[1], Epsilon),
            };
            yield return new OperationCase
            {
                Name = $"rms norm {string.Join('x', shape)}",
                Inputs = [shape],
                Weights = () => [Weight(31, "scale", width)],
                Wire = (tape, x, weights) => tape.RmsNorm(Info(OperationKind.RmsNorm), x[0], (TensorParameter)weights[0], Epsilon),
                Reference = (x, weights) => Formulas.RmsNorm(x[0], weights[0], Epsilon),
            };
        }
    }

    private static IEnumerable<OperationCase> Tables()
    {
        int[] ids = [3, 0, 3, 4, 1, 3];
        yield return new OperationCase
        {
            Name = "embedding with repeated ids",
            Weights = () => [Weight(41, "table", 6, 5)],
            Wire = (tape, _, weights) => tape.Embed(Info(OperationKind.Embedding), (TensorParameter)weights[0], ids, 2, 3, 5),
            Reference = (_, weights) => [.. ids.SelectMany(id => weights[0].AsSpan(id * 5, 5).ToArray())],
        };
        int[] positions = [2, 0, 2];
        yield return new OperationCase
        {
            Name = "selection",
            Inputs = [[3, 4, 5]],
            Wire = (tape, x, _) => tape.Select(Info(OperationKind.Selection), x[0], positions),
            Reference = (x, _) => [.. positions.SelectMany((position, example) => x[0].AsSpan(((example * 4) + position) * 5, 5).ToArray())],
        };
    }

    private static IEnumerable<OperationCase> Parts()
    {
        foreach ((int start, int width) in ((int, int)[])[(0, 7), (0, 2), (2, 3), (6, 1)])
        {
            yield return new OperationCase
            {
                Name = $"{width} columns from {start} on",
                Inputs = [[2, 3, 7]],
                Wire = (tape, x, _) => tape.Columns(Info(OperationKind.Selection), x[0], start, width, 2, 3, 1, width),
                Reference = (x, _) => [.. x[0].Chunk(7).SelectMany(row => row.AsSpan(start, width).ToArray())],
            };
        }

        yield return new OperationCase
        {
            Name = "three ranges of the same columns",
            Inputs = [[4, 6]],
            Wire = (tape, x, _) => tape.Multiply(Info(OperationKind.Product), Range(tape, x[0], 0), tape.Add(
                Info(OperationKind.Add), Range(tape, x[0], 1), Range(tape, x[0], 3))),
            Reference = (x, _) => [.. x[0].Chunk(6).SelectMany(row => Enumerable.Range(0, 3).Select(i => row[i] * (row[i + 1] + row[i + 3])))],
        };
        foreach (float factor in (float[])[-1.5f, 0, 0.125f])
        {
            yield return new OperationCase
            {
                Name = FormattableString.Invariant($"scale by {factor}"),
                Inputs = [[2, 3, 5]],
                Wire = (tape, x, _) => tape.Scale(Info(OperationKind.Scale), x[0], factor),
                Reference = (x, _) => Formulas.Map(x[0], value => value * factor),
            };
        }

        yield return new OperationCase
        {
            Name = "a value beside itself scaled",
            Inputs = [[3, 5]],
            Wire = (tape, x, _) => tape.Add(Info(OperationKind.Add), tape.Scale(Info(OperationKind.Scale), x[0], 3), x[0]),
            Reference = (x, _) => Formulas.Map(x[0], value => 4 * value),
        };
        yield return Rotation(headWidth: 6, rotatedWidth: 6, beside: false);
        yield return Rotation(headWidth: 6, rotatedWidth: 6, beside: true);
        yield return Rotation(headWidth: 7, rotatedWidth: 4, beside: false);
        yield return Rotation(headWidth: 2, rotatedWidth: 2, beside: false);
        yield return Rotation(headWidth: 3, rotatedWidth: 0, beside: false);
    }

    private static Variable Range(Tape tape, Variable x, int start) => tape.Columns(Info(OperationKind.Selection), x, start, 3, 4, 3);

    private static OperationCase Rotation(int headWidth, int rotatedWidth, bool beside)
    {
        const float AngleBase = 100;
        int[] positions = [0, 1, 5, 0, 0, 23];
        RotaryTable table = new(RotaryTable.Frequencies(rotatedWidth, AngleBase));
        return new OperationCase
        {
            Name = $"rotation of {rotatedWidth} of {headWidth} components{(beside ? " beside the value itself" : string.Empty)}",
            Inputs = [[2, 3, 2, headWidth]],
            Wire = (tape, x, _) =>
            {
                Variable rotated = tape.Rotate(Info(OperationKind.Rotation), x[0], table, positions);
                return beside ? tape.Add(Info(OperationKind.Add), x[0], rotated) : rotated;
            },
            Reference = (x, _) =>
            {
                double[] rotated = Formulas.Rotation(x[0], positions, 2, headWidth, rotatedWidth, AngleBase);
                return beside ? Formulas.Zip(x[0], rotated, (a, b) => a + b) : rotated;
            },
        };
    }

    private static IEnumerable<OperationCase> Composed()
    {
        yield return new OperationCase
        {
            Name = "one variable as both inputs",
            Inputs = [[3, 5]],
            Wire = (tape, x, _) => tape.Add(
                Info(OperationKind.Add), tape.Multiply(Info(OperationKind.Product), x[0], x[0]), tape.Add(Info(OperationKind.Add), x[0], x[0])),
            Reference = (x, _) => Formulas.Map(x[0], value => (value * value) + (2 * value)),
        };
        yield return new OperationCase
        {
            Name = "one variable with readers of every kind",
            Inputs = [[3, 6]],
            Weights = () => [Matrix(51, 6, 6, WeightOrder.OutputMajor), Weight(52, "scale", 6), Weight(53, "shift", 6)],
            Wire = WireReaders,
            Reference = (x, weights) => Formulas.Zip(
                Formulas.Zip(x[0], Formulas.Linear(x[0], weights[0], null, 6, 6, WeightOrder.OutputMajor), (a, b) => a + b),
                Formulas.Zip(
                    Formulas.LayerNorm(x[0], weights[1], weights[2], Epsilon),
                    Formulas.Zip(Formulas.Softmax(x[0], 6), Formulas.Map(x[0], Math.Tanh), (a, b) => a + b),
                    (a, b) => a * b),
                (a, b) => a + b),
        };
        yield return new OperationCase
        {
            Name = "one matrix and one bias used twice",
            Inputs = [[4, 5]],
            Weights = () => [Matrix(54, 5, 5, WeightOrder.InputMajor), Weight(55, "bias", 5)],
            Wire = (tape, x, weights) => Twice(tape, Twice(tape, x[0], weights), weights),
            Reference = (x, weights) =>
            {
                double[] once = Formulas.Linear(x[0], weights[0], weights[1], 5, 5, WeightOrder.InputMajor);
                return Formulas.Linear(once, weights[0], weights[1], 5, 5, WeightOrder.InputMajor);
            },
        };
        yield return new OperationCase
        {
            Name = "a table with a matrix tied to it",
            Weights = () => [Weight(56, "table", 7, 4)],
            Wire = WireTied,
            Reference = (_, weights) => Formulas.Linear(
                [.. new[] { 6, 2, 6 }.SelectMany(id => weights[0].AsSpan(id * 4, 4).ToArray())], weights[0], null, 4, 7, WeightOrder.OutputMajor),
        };
    }

    private static Variable WireReaders(Tape tape, Variable[] inputs, Parameter[] weights)
    {
        Variable x = inputs[0];
        Variable linear = tape.Linear(Info(OperationKind.Linear), x, (MatrixParameter)weights[0], null, 3, 6);
        Variable norm = tape.LayerNorm(Info(OperationKind.LayerNorm), x, (TensorParameter)weights[1], (TensorParameter)weights[2], Epsilon);
        Variable sum = tape.Add(
            Info(OperationKind.Add), tape.Softmax(Info(OperationKind.Softmax), x), tape.Activate(Info(OperationKind.Activation), ActivationKind.Tanh, x));
        Variable gated = tape.Multiply(Info(OperationKind.Product), norm, sum);
        return tape.Add(Info(OperationKind.Add), tape.Add(Info(OperationKind.Add), x, linear), gated);
    }

    private static Variable Twice(Tape tape, Variable x, Parameter[] weights) =>
        tape.Linear(Info(OperationKind.Linear), x, (MatrixParameter)weights[0], (TensorParameter)weights[1], 4, 5);

    private static Variable WireTied(Tape tape, Variable[] inputs, Parameter[] weights)
    {
        TensorParameter table = (TensorParameter)weights[0];
        MatrixParameter tied = table.Tied.Count == 0 ? new MatrixParameter(table) : table.Tied[0];
        Variable embedded = tape.Embed(Info(OperationKind.Embedding), table, [6, 2, 6], 3, 4);
        return tape.Linear(Info(OperationKind.Linear), embedded, tied, null, 3, 7);
    }
}
