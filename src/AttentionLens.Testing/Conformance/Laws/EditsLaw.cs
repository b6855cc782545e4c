namespace AttentionLens.Testing.Conformance;

/// <summary>An edit takes effect where it says.</summary>
internal sealed class EditsLaw : Law
{
    public override string Id => "edits";

    public override string Demand => "An edit changes no bit of what comes before it in the catalog, stands at its point as it was written, and changes something behind it.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording before = await subject.EverythingAsync();
        HookCatalog hooks = subject.Model.Hooks;
        for (int place = 0; place < hooks.Count; place++)
        {
            if (hooks[place].Capabilities.HasFlag(HookCapabilities.Edit))
            {
                verdict.Saw();
                await CheckAsync(subject, verdict, before, place);
            }
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, Recording before, int place)
    {
        HookCatalog hooks = subject.Model.Hooks;
        HookPoint point = hooks[place];
        HookValue value = before[point];
        float size = (float)Math.Max(value.Size, 1e-3);
        float[] written = new float[value.Values.Length];
        CustomEdit edit = Plans.Edit(point, (index, found) =>
            written[index] = Math.Abs(found) < 1e30f ? found + (size * Noise.At(index, subject.Settings.Seed)) : found);
        Recording after = await subject.RunAsync(Plans.Everything.With(edit));
        for (int earlier = 0; earlier < place; earlier++)
        {
            if (before[hooks[earlier]].FirstOtherBits(after[hooks[earlier]]) is >= 0 and int different)
            {
                verdict.Fail($"An edit of '{point.Name}' changed {before[hooks[earlier]].Where(different)}, which comes before it; expected no bit to change: the edit takes effect too early, or the catalog is not in forward order.");
                return;
            }
        }

        if (after[point].FirstOtherBits(value with { Values = written }) is >= 0 and int other)
        {
            verdict.Fail($"{value.Where(other)} holds {Say.Number(after[point].Values[other])} behind an edit that wrote {Say.Number(written[other])}; expected what was written: captures see the value behind the interventions.");
            return;
        }

        bool isLast = place == hooks.Count - 1;
        bool changed = before.Output.FirstOtherBits(after.Output) >= 0
            || hooks.Skip(place + 1).Any(later => before[later].FirstOtherBits(after[later]) >= 0);
        if (!changed && !(isLast && point.Kind == HookKind.Pooled))
        {
            verdict.Fail($"An edit of '{point.Name}' changed nothing behind it; expected something to: the model goes on with the value from before the edit; go on with what Pass.At returns.");
        }
    }
}
