using AttentionLens.Numerics.Tests.Operations;

namespace AttentionLens.Numerics.Tests.Tapes;

/// <summary>A block with one operation of every kind, as a list of steps, so that tests can stop before any of them.</summary>
internal sealed class SmallNetwork : IDisposable
{
    /// <summary>The names of its recorded operations are the numbers below this.</summary>
    public const int Operations = 14;

    private const int Width = 6;

    private static readonly AttentionShape Shape = new(2, 2, 2, 2, 2, 3);

    private readonly TensorParameter _table = OperationCases.Weight(1, "table", 5, Width);
    private readonly MatrixParameter _matrix = OperationCases.Matrix(2, Width, Width, WeightOrder.OutputMajor);
    private readonly TensorParameter _scale = OperationCases.Weight(3, "scale", Width);
    private readonly TensorParameter _shift = OperationCases.Weight(4, "shift", Width);

    public SmallNetwork() => Steps =
    [
        (tape, _) => tape.Embed(Info(OperationKind.Embedding, 0), _table, [1, 0, 4, 1], 2, 2, Width),
        (tape, x) => tape.LayerNorm(Info(OperationKind.LayerNorm, 1), x!, _scale, _shift, 1e-5f),
        (tape, x) => tape.RmsNorm(Info(OperationKind.RmsNorm, 2), x!, _scale, 1e-5f),
        (tape, x) => tape.Linear(Info(OperationKind.Linear, 3), x!, _matrix, _shift, 2, 2, 2, 3),
        Attend,
        (tape, x) => tape.HeadResults(Info(OperationKind.Linear, 7), x!, _matrix),
        (tape, x) => tape.SumHeads(Info(OperationKind.Add, 8), x!, _shift),
        (tape, x) => tape.Activate(Info(OperationKind.Activation, 9), ActivationKind.Gelu, x!),
        (tape, x) => tape.Multiply(Info(OperationKind.Product, 10), x!, tape.Add(Info(OperationKind.Add, 11), x!, x!)),
        (tape, x) => tape.Edit(
            Info(OperationKind.Edit, 12), x!, x!.Value.Clone(), tape.IsRecording ? SeededNumbers.Tensor(5, 2, 2, Width) : null),
        (tape, x) => tape.Select(Info(OperationKind.Selection, 13), x!, [1, 0]),
    ];

    public IReadOnlyList<Parameter> Parameters => [_table, _matrix, _scale, _shift];

    public IReadOnlyList<Func<Tape, Variable?, Variable>> Steps { get; }

    public Variable Run(Tape tape, Action<int>? beforeStep = null)
    {
        Variable? x = null;
        for (int step = 0; step < Steps.Count; step++)
        {
            beforeStep?.Invoke(step);
            x = Steps[step](tape, x);
            if (step == 0 && tape.IsRecording)
            {
                tape.Watch(x);
            }

            if (step % 4 == 3)
            {
                tape.EndStage(x);
            }
        }

        return x!;
    }

    public static Tensor Signal() => SeededNumbers.Tensor(6, 2, Width);

    public void Dispose()
    {
        _table.Dispose();
        _matrix.Dispose();
        _scale.Dispose();
        _shift.Dispose();
    }

    private static Variable Attend(Tape tape, Variable? x)
    {
        Variable scores = tape.AttentionScores(
            Info(OperationKind.MatrixProduct, 4), Shape, 0.5f, x!, x!, new AttentionMasking([1, 1, 1, 0]));
        return tape.MixValues(Info(OperationKind.MatrixProduct, 6), Shape, tape.Softmax(Info(OperationKind.Softmax, 5), scores), x!);
    }

    private static OperationInfo Info(OperationKind kind, int number) => new(kind, $"{number}");
}
