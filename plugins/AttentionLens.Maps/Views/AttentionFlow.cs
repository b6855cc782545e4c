using System.Collections.Immutable;

namespace AttentionLens.Maps;

/// <summary>What one layer's attention moves between tokens.</summary>
internal static class AttentionFlow
{
    /// <summary>The share of each cell of tokens that comes from each cell, [to, from]: half the mean over heads, half the cell itself. Where cells hold several
    /// tokens, the mean over those that attend and the sum over those that are attended to.</summary>
    public static ImmutableArray<float> Shares(AttentionView view, HookPoint hook)
    {
        (int cells, int heads) = (view.Rows.Cells, view.Heads(hook));
        double[] shares = new double[cells * cells];
        for (int to = 0; to < cells; to++)
        {
            Span<double> row = shares.AsSpan(to * cells, cells);
            for (int query = view.Rows.Start(to); query < view.Rows.Start(to + 1); query++)
            {
                for (int head = 0; head < heads; head++)
                {
                    Add(view, view.Weights(hook, head, query), row);
                }
            }

            Halve(row, to);
        }

        return [.. shares.Select(share => (float)share)];
    }

    /// <summary>What one token holds behind the last layer, by the tokens of the input that it comes from. No cell may hold several tokens.</summary>
    public static float[] Rollout(AttentionView view, int token)
    {
        int cells = view.Rows.Cells;
        double[] held = new double[cells];
        held[token] = 1;
        foreach (HookPoint hook in view.Group.Layers.Reverse())
        {
            ImmutableArray<float> shares = Shares(view, hook);
            double[] before = new double[cells];
            for (int cell = 0; cell < shares.Length; cell++)
            {
                before[cell % cells] += held[cell / cells] * shares[cell];
            }

            held = before;
        }

        return [.. held.Select(share => (float)share)];
    }

    private static void Add(AttentionView view, ReadOnlySpan<float> weights, Span<double> row)
    {
        for (int from = 0; from < row.Length; from++)
        {
            for (int key = view.Columns.Start(from); key < view.Columns.Start(from + 1); key++)
            {
                row[from] += weights[view.Columns.Positions[key]];
            }
        }
    }

    // A head that was taken out attends to nothing; the others make up the whole, as in rollout.
    private static void Halve(Span<double> row, int own)
    {
        double sum = 0;
        foreach (double weight in row)
        {
            sum += weight;
        }

        for (int from = 0; from < row.Length; from++)
        {
            row[from] = sum > 0 ? row[from] / sum / 2 : 0;
        }

        row[own] += sum > 0 ? 0.5 : 1;
    }
}
