namespace AttentionLens.Testing.Conformance;

/// <summary>Readers see every hook point once, in the order of the catalog.</summary>
internal sealed class HookOrderLaw : Law
{
    public override string Id => "hook-order";

    public override string Demand => "Readers are called at every hook point once, in the order of the catalog, with the value that a capture keeps.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        List<(HookPoint Point, float[] Values)> seen = [];
        HookSubscription all = new(HookSelector.Parse("*"), (in HookContext context) =>
        {
            float[] values = new float[(int)context.Value.FlattenedLength];
            context.Value.FlattenTo(values);
            seen.Add((context.Hook, values));
        });
        Recording kept = await subject.RunAsync(Plans.Everything with { Subscriptions = [all] });
        int count = Math.Min(seen.Count, subject.Model.Hooks.Count);
        for (int index = 0; index < count; index++)
        {
            verdict.Saw();
            HookPoint expected = subject.Model.Hooks[index];
            if (seen[index].Point.Name != expected.Name)
            {
                verdict.Fail(
                    $"The reader's call {index} was at '{seen[index].Point.Name}'; expected '{expected.Name}', which stands there in the catalog: add hook points in the order in which a pass shows them.");
                return;
            }

            if (!kept[expected].Values.AsSpan().SequenceEqual(seen[index].Values))
            {
                verdict.Fail($"The reader at '{expected.Name}' saw other numbers than the capture kept; expected the same: interventions come first, then captures and readers.");
            }
        }

        if (seen.Count != subject.Model.Hooks.Count)
        {
            verdict.Fail($"A reader of every hook point was called {seen.Count} times; expected {subject.Model.Hooks.Count}, once for each point of the catalog.");
        }
    }
}
