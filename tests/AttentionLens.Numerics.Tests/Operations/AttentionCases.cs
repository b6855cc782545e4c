namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>The operations of attention, with every kind of mask and with shared key/value heads.</summary>
internal static class AttentionCases
{
    private const float Scale = 0.37f;

    private static readonly AttentionShape Plain = new(2, 3, 3, 4, 5, 7);
    private static readonly AttentionShape Shared = new(2, 4, 2, 3, 3, 5);
    private static readonly AttentionShape Single = new(1, 3, 1, 1, 1, 1);

    public static IEnumerable<OperationCase> All()
    {
        byte[] holes = [1, 0, 1, 1, 0, 0, 1, 1, 0, 1];
        byte[] blind = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1];
        foreach (OperationCase scores in (OperationCase[])[
            Scores("plain", Plain, [], new AttentionMasking()),
            Scores("key mask", Plain, holes, new AttentionMasking(holes)),
            Scores("an example that sees nothing", Plain, blind, new AttentionMasking(blind)),
            Scores("causal", Shared, [], new AttentionMasking { Causal = true }),
            Scores("causal after a cache", Plain, [], new AttentionMasking { Causal = true, CausalOffset = 1 }),
            Scores("window", Shared, [], new AttentionMasking { Causal = true, Window = 2 }),
            Scores("key mask, causal and window", Plain, holes, new AttentionMasking(holes) { Causal = true, CausalOffset = 1, Window = 3 }),
            Scores("window that also looks ahead", Plain, [], new AttentionMasking { Window = 2 }),
            Scores("window of one", Shared, [], new AttentionMasking { Causal = true, Window = 1 }),
            Scores("one number", Single, [], new AttentionMasking())])
        {
            yield return scores;
        }

        foreach (AttentionShape shape in (AttentionShape[])[Plain, Shared, Single])
        {
            yield return Mix(shape);
        }

        foreach (int columns in (int[])[1, 3, 19])
        {
            yield return new OperationCase
            {
                Name = $"softmax of {columns}",
                Inputs = [[2, 2, columns]],
                Wire = (tape, x, _) => tape.Softmax(OperationCases.Info(OperationKind.Softmax), x[0]),
                Reference = (x, _) => Formulas.Softmax(x[0], columns),
            };
        }

        foreach (WeightOrder order in Enum.GetValues<WeightOrder>())
        {
            yield return HeadResults(order, 2, 3, 5, 7, 4);
            yield return HeadResults(order, 1, 1, 1, 3, 35);
        }

        yield return SumHeads(hasBias: true);
        yield return SumHeads(hasBias: false);
        yield return Edit();
    }

    private static OperationCase Scores(string name, AttentionShape s, byte[] keyMask, AttentionMasking masking) => new()
    {
        Name = $"attention scores, {name}",
        Inputs = [[s.Batch, s.Queries, s.Heads, s.HeadWidth], [s.Batch, s.Keys, s.KeyValueHeads, s.HeadWidth]],
        Wire = (tape, x, _) => tape.AttentionScores(OperationCases.Info(OperationKind.MatrixProduct), s, Scale, x[0], x[1], masking),
        Reference = (x, _) => AttentionFormulas.Scores(s, Scale, keyMask, masking, x[0], x[1]),
    };

    private static OperationCase Mix(AttentionShape s) => new()
    {
        Name = $"pattern times values, {s.Heads} heads over {s.KeyValueHeads}",
        Inputs = [[s.Batch, s.Heads, s.Queries, s.Keys], [s.Batch, s.Keys, s.KeyValueHeads, s.HeadWidth]],
        Wire = (tape, x, _) => tape.MixValues(OperationCases.Info(OperationKind.MatrixProduct), s, x[0], x[1]),
        Reference = (x, _) => AttentionFormulas.Mix(s, x[0], x[1]),
    };

    private static OperationCase HeadResults(WeightOrder order, int batch, int positions, int heads, int headWidth, int width) => new()
    {
        Name = $"head results, {order}, {heads} heads",
        Inputs = [[batch, positions, heads, headWidth]],
        Weights = () => [OperationCases.Matrix(61, heads * headWidth, width, order)],
        Wire = (tape, x, weights) => tape.HeadResults(OperationCases.Info(OperationKind.Linear), x[0], (MatrixParameter)weights[0]),
        Reference = (x, weights) => AttentionFormulas.HeadResults(x[0], weights[0], heads, headWidth, width, order),
    };

    private static OperationCase SumHeads(bool hasBias) => new()
    {
        Name = $"head sum{(hasBias ? " with bias" : string.Empty)}",
        Inputs = [[2, 3, 3, 5]],
        Weights = () => hasBias ? [OperationCases.Weight(62, "bias", 5)] : [],
        Wire = (tape, x, weights) => tape.SumHeads(OperationCases.Info(OperationKind.Add), x[0], hasBias ? (TensorParameter)weights[0] : null),
        Reference = (x, weights) => AttentionFormulas.SumHeads(x[0], hasBias ? weights[0] : null, 3, 5),
    };

    private static OperationCase Edit()
    {
        float[] factors = [0, 1, 0.5f, -2, 1, 0];
        return new OperationCase
        {
            Name = "edit by factors",
            Inputs = [[2, 3]],
            Wire = (tape, x, _) =>
            {
                Tensor edited = x[0].Value.Clone();
                ElementwiseKernel.Multiply(x[0].Value.Span, factors, edited.Span);
                return tape.Edit(OperationCases.Info(OperationKind.Edit), x[0], edited, tape.IsRecording ? SeededNumbers.Of(factors, 2, 3) : null);
            },
            Reference = (x, _) => [.. x[0].Select((value, index) => value * factors[index])],
        };
    }
}
