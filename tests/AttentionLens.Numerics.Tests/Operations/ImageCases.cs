namespace AttentionLens.Numerics.Tests.Operations;

/// <summary>The operations that models of images need beyond the others.</summary>
internal static class ImageCases
{
    public static IEnumerable<OperationCase> All()
    {
        yield return Patches(new PatchLayout(2, 3, 4, 6, 2));

        // The last row and the last two columns fill no patch.
        yield return Patches(new PatchLayout(1, 2, 7, 8, 3));
        yield return Prepend(1);
        yield return Prepend(3);
        yield return new OperationCase
        {
            Name = "embedding in a table with an axis of 1 before it",
            Weights = () => [OperationCases.Weight(41, "table", 1, 4, 5)],
            Wire = (tape, _, weights) => tape.Embed(
                OperationCases.Info(OperationKind.Embedding), (TensorParameter)weights[0], [2, 0, 2], 3, 5),
            Reference = (_, weights) => [.. new[] { 2, 0, 2 }.SelectMany(id => weights[0].AsSpan(id * 5, 5).ToArray())],
        };
        yield return MixRows();
    }

    private static OperationCase Patches(PatchLayout layout) => new()
    {
        Name = $"patches of {layout.Side} in {layout.Height}x{layout.Width}",
        Inputs = [[layout.Batch, layout.Channels, layout.Height, layout.Width]],
        Wire = (tape, x, _) => tape.Patches(OperationCases.Info(OperationKind.Selection), x[0], layout),
        Reference = (x, _) =>
        {
            List<double> patches = [];
            foreach ((int image, int top, int left, int channel, int row, int column) in
                from image in Enumerable.Range(0, layout.Batch)
                from top in Enumerable.Range(0, layout.Height / layout.Side)
                from left in Enumerable.Range(0, layout.Width / layout.Side)
                from channel in Enumerable.Range(0, layout.Channels)
                from row in Enumerable.Range(0, layout.Side)
                from column in Enumerable.Range(0, layout.Side)
                select (image, top, left, channel, row, column))
            {
                int line = (((image * layout.Channels) + channel) * layout.Height) + (top * layout.Side) + row;
                patches.Add(x[0][(line * layout.Width) + (left * layout.Side) + column]);
            }

            return [.. patches];
        },
    };

    private static OperationCase Prepend(int rows) => new()
    {
        Name = $"{rows} rows before others",
        Inputs = [[2, 3, 5]],
        Weights = () => [OperationCases.Weight(42, "rows", 1, rows, 5)],
        Wire = (tape, x, weights) => tape.Prepend(OperationCases.Info(OperationKind.Selection), x[0], (TensorParameter)weights[0]),
        Reference = (x, weights) => [.. x[0].Chunk(15).SelectMany(example => weights[0].Concat(example))],
    };

    private static OperationCase MixRows()
    {
        RowMix mix = new(2, [0, 3, 2, 2, 1, 0], [0.25f, -1.5f, 0.5f, 2, 1, 0]);
        return new OperationCase
        {
            Name = "mixed rows of a table",
            Weights = () => [OperationCases.Weight(43, "table", 1, 4, 5)],
            Wire = (tape, _, weights) => tape.MixRows(OperationCases.Info(OperationKind.Embedding), (TensorParameter)weights[0], mix, 2),
            Reference = (_, weights) =>
            {
                double[] once = [.. from row in Enumerable.Range(0, mix.Count)
                    from column in Enumerable.Range(0, 5)
                    select (mix.Weights[2 * row] * weights[0][(mix.Rows[2 * row] * 5) + column])
                        + (mix.Weights[(2 * row) + 1] * weights[0][(mix.Rows[(2 * row) + 1] * 5) + column])];
                return [.. once, .. once];
            },
        };
    }
}
