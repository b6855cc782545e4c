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

            EditedRows rows = new(hook, pass.Batch, edited.Span, factors is null ? default : factors.Span, edited.Shape);
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
}
