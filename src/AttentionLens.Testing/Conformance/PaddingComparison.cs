namespace AttentionLens.Testing.Conformance;

/// <summary>Compares an example on its own with the same example among padding or others.</summary>
internal static class PaddingComparison
{
    private const double Tolerance = 5e-5;

    /// <summary>Checks every hook point at the positions that the example's mask shows.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="verdict">Hears what was found.</param>
    /// <param name="alone">The example on its own: what was run, and what it gave.</param>
    /// <param name="other">The same among others: what it gave, its row, and how many positions it moved right.</param>
    /// <param name="how">What was done to it, in words.</param>
    /// <param name="cause">The probable cause of a failure.</param>
    public static void Check(
        Subject subject, Verdict verdict, (InputBatch Batch, Recording Run) alone, (Recording Run, int Row, int Moved) other, string how, string cause)
    {
        foreach (HookPoint point in subject.Model.Hooks)
        {
            verdict.Saw();
            HookValue value = alone.Run[point];
            HookValue found = value with { Values = Picked(value, other.Run[point], other.Row, other.Moved) };
            int different = value.FirstDifference(found, Tolerance, index => value.IsSeen(alone.Batch, index));
            if (different >= 0)
            {
                verdict.Fail($"{value.Where(different)} of an example alone is {Say.Number(value.Values[different])}, and {Say.Number(found.Values[different])} {how}; expected the same: {cause}.");
                return;
            }
        }
    }

    /// <summary>What another value holds for each number of an example's own.</summary>
    private static float[] Picked(HookValue own, HookValue other, int row, int moved)
    {
        float[] picked = new float[own.Values.Length];
        for (int index = 0; index < picked.Length; index++)
        {
            int place = 0;
            for (int dimension = 0; dimension < own.Shape.Length; dimension++)
            {
                Axis axis = own.Spec.Axes[dimension];
                int along = own.Along(axis, index);
                along = axis == Axis.Batch ? row : axis is Axis.Position or Axis.Query or Axis.Key ? along + moved : along;
                place = (place * other.Shape[dimension]) + along;
            }

            picked[index] = other.Values[place];
        }

        return picked;
    }
}
