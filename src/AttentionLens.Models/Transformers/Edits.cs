using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Carries interventions out.</summary>
internal static class Edits
{
    /// <summary>The value after all changes that a plan makes at a hook point: those of the whole batch, then those of single rows.</summary>
    public static Variable Apply(Pass pass, HookPoint hook, SiteRequest request, Variable value)
    {
        Tensor edited = value.Value.Clone();
        Tensor? factors = null;
        try
        {
            if (pass.Tape.IsRecording)
            {
                factors = Tensor.Rent(edited.Shape);
                factors.Span.Fill(1);
            }

            EditedRows rows = new(hook, pass.Batch, pass.Sources, edited.Span, factors is null ? default : factors.Span, edited.Shape);
            foreach (Intervention intervention in request.Edits)
            {
                rows.Apply(intervention);
            }

            foreach ((int row, Intervention intervention) in request.RowEdits)
            {
                rows.Row(row).Apply(intervention);
            }
        }
        catch
        {
            edited.Dispose();
            factors?.Dispose();
            throw;
        }

        return pass.Tape.Edit(new OperationInfo(OperationKind.Edit, hook.Name.Value), value, edited, factors);
    }

    /// <summary>What comes behind a block that some examples pass by: its input for them, its output for the others.</summary>
    public static Variable Skip(Pass pass, HookPoint hook, SiteRequest request, Variable given, Variable output)
    {
        OperationInfo info = new(OperationKind.Edit, hook.Name.Value);
        Variable passed = pass.Tape.KeepRows(info, given, row => request.SkipsAll || request.SkippedRows.Contains(row));
        Variable computed = pass.Tape.KeepRows(info, output, row => !request.SkipsAll && !request.SkippedRows.Contains(row));
        Variable sum = pass.Tape.Add(new OperationInfo(OperationKind.Add, hook.Name.Value), passed, computed);
        passed.Release();
        computed.Release();
        output.Release();
        return sum;
    }

    // The other rows become zero, and no signal passes there.
    private static Variable KeepRows(this Tape tape, OperationInfo info, Variable value, Func<int, bool> keeps)
    {
        Tensor kept = value.Value.Clone();
        Tensor? factors = null;
        if (tape.IsRecording)
        {
            factors = Tensor.Rent(kept.Shape);
            factors.Span.Fill(1);
        }

        int length = kept.Length / kept.Shape[0];
        for (int row = 0; row < kept.Shape[0]; row++)
        {
            if (!keeps(row))
            {
                kept.Span.Slice(row * length, length).Clear();
                factors?.Span.Slice(row * length, length).Clear();
            }
        }

        return tape.Edit(info, value, kept, factors);
    }
}
