namespace AttentionLens.Testing.Conformance;

/// <summary>Every value has the dimensions that its hook point says, and the model card agrees.</summary>
internal sealed class ShapesLaw : Law
{
    public override string Id => "shapes";

    public override string Demand => "Every value has the axes that are usual for its kind, with the extents of the batch and of the model card.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (HookPoint point in subject.Model.Hooks)
        {
            verdict.Saw();
            HookValue value = run[point];
            if (!IsUsual(point))
            {
                verdict.Fail($"Hook point '{point.Name}' has dimensions {point.Spec}; expected those that docs/hook-points.md gives for a {point.Kind}.");
            }
            else if (value.Shape.Length != point.Spec.Axes.Length || !value.Spec.Equals(point.Spec))
            {
                verdict.Fail($"The value at '{point.Name}' has shape [{string.Join(", ", value.Shape)}] and dimensions {value.Spec}; expected those of its hook point, {point.Spec}.");
            }
            else
            {
                CheckExtents(subject, verdict, point, value);
            }
        }

        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            CheckHeads(verdict, attention, run);
        }
    }

    // Widths of heads and of MLPs may differ between stacks and layers; the rest is the same for the whole model.
    private static void CheckExtents(Subject subject, Verdict verdict, HookPoint point, HookValue value)
    {
        for (int dimension = 0; dimension < value.Shape.Length; dimension++)
        {
            int? expected = point.Spec.Axes[dimension] switch
            {
                Axis.Batch => subject.Batch.Size,
                Axis.Position => Positions(subject.Batch, point.PositionStack),
                Axis.Query => Positions(subject.Batch, point.Stack),
                Axis.Key => Positions(subject.Batch, point.KeyStack),
                Axis.Patch => subject.Batch.Examples[0].Patches is { } patches ? patches.Rows * patches.Columns : null,
                Axis.Width => subject.Model.Card.Width,
                Axis.Class => subject.Model.Card.Labels.IsEmpty ? subject.Model.Card.VocabularySize : subject.Model.Card.Labels.Length,
                _ => null,
            };
            bool isEmbedding = point.Kind is HookKind.Embedding or HookKind.PositionEmbedding or HookKind.TypeEmbedding;
            if (expected is { } extent && extent != value.Shape[dimension] && !(isEmbedding && point.Spec.Axes[dimension] == Axis.Width))
            {
                verdict.Fail($"The value at '{point.Name}' has shape [{string.Join(", ", value.Shape)}] for {point.Spec}; expected {extent} for {point.Spec.Axes[dimension]}.");
                return;
            }
        }
    }

    private static void CheckHeads(Verdict verdict, AttentionMap attention, Recording run)
    {
        verdict.Saw();
        int heads = run[attention.Pattern].Extent(Axis.Head);
        int shared = run[attention.Key].Extent(Axis.Head);
        foreach (HookPoint point in (HookPoint[])[attention.Query, attention.Scores, attention.HeadOutput, attention.HeadResult])
        {
            if (run[point].Extent(Axis.Head) != heads)
            {
                verdict.Fail($"'{point.Name}' has {run[point].Extent(Axis.Head)} heads and '{attention.Pattern.Name}' {heads}; expected query heads at both.");
            }
        }

        if (shared == 0 || heads % shared != 0 || run[attention.Value].Extent(Axis.Head) != shared)
        {
            verdict.Fail($"'{attention.Key.Name}' has {shared} heads, '{attention.Value.Name}' {run[attention.Value].Extent(Axis.Head)} and '{attention.Query.Name}' {heads}; expected as many keys as values, and a number that divides the queries'.");
        }
    }

    private static int Positions(InputBatch batch, string stack) => batch.Examples[0].InStack(stack).Tokens.Length;

    private static bool IsUsual(HookPoint point) => point.Spec.ToString() == (point.Kind switch
    {
        HookKind.Query or HookKind.Key or HookKind.Value or HookKind.HeadOutput => "[batch, position, head, head width]",
        HookKind.Scores or HookKind.Pattern => "[batch, head, query, key]",
        HookKind.HeadResult => "[batch, position, head, width]",
        HookKind.MlpPre or HookKind.MlpPost => "[batch, position, mlp width]",
        HookKind.Pixels => "[batch, channel, pixel row, pixel column]",
        HookKind.Pooled => "[batch, width]",
        HookKind.Logits when point.Spec.Axes.Length == 2 => "[batch, class]",
        HookKind.Logits => "[batch, position, class]",
        HookKind.Embedding when point.Spec.IndexOf(Axis.Patch) >= 0 => "[batch, patch, width]",
        _ => "[batch, position, width]",
    });
}
