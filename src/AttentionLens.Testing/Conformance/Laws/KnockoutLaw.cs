namespace AttentionLens.Testing.Conformance;

/// <summary>An edge that is cut carries nothing.</summary>
internal sealed class KnockoutLaw : Law
{
    private const double Rounding = 1e-5;

    public override string Id => "knockout";

    public override string Demand => "An edge that is cut at attn.scores or attn.pattern has no attention, a query whose scores were cut shares its attention out among the keys that are left, and no other head or query changes.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (AttentionMap attention in subject.Map.Attentions)
        {
            foreach (HookPoint point in (HookPoint[])[attention.Scores, attention.Pattern])
            {
                if (point.Capabilities.HasFlag(HookCapabilities.Edit))
                {
                    await CheckAsync(subject, verdict, attention, point);
                }
            }
        }
    }

    private static async ValueTask CheckAsync(Subject subject, Verdict verdict, AttentionMap attention, HookPoint point)
    {
        RunPlan plan = Plans.Capture(attention.Pattern);
        HookValue before = (await subject.RunAsync(plan.With(Plans.Nothing(point))))[attention.Pattern];
        (int heads, int queries, int keys) = (before.Shape[1], before.Shape[2], before.Shape[3]);
        if (keys < 2)
        {
            return;
        }

        // Every query of a causal stack sees the first key, and from the second on another one too.
        (int head, int query, int key) = (heads - 1, Math.Min(1, queries - 1), 0);
        AttentionKnockout knockout = new(HookSelector.Of(point.Name), [(query, key)], [head]);
        HookValue after = (await subject.RunAsync(plan.With(knockout)))[attention.Pattern];
        verdict.Saw();
        for (int row = 0; row < before.Values.Length / keys; row++)
        {
            int first = row * keys;
            bool isCut = before.Along(Axis.Head, first) == head && before.Along(Axis.Query, first) == query;
            if (!isCut)
            {
                int different = Enumerable.Range(first, keys).FirstOrDefault(index => !(Math.Abs(before.Values[index] - after.Values[index]) <= Rounding), -1);
                if (different >= 0)
                {
                    verdict.Fail($"With the edge from {query} to {key} of head {head} cut at '{point.Name}', {before.Where(different)} changed; expected that query of that head to change alone.");
                    return;
                }
            }
            else if (before.IsSeen(subject.Batch, first) && !IsShared(before.Values.AsSpan(first, keys), after.Values.AsSpan(first, keys), key, point.Kind == HookKind.Scores))
            {
                verdict.Fail($"With the edge from {query} to {key} of head {head} cut at '{point.Name}', the row of {before.Where(first)} is {string.Join(" ", after.Values.Skip(first).Take(keys).Select(value => Say.Number(value)))}; expected 0 at key {key}{(point.Kind == HookKind.Scores ? ", and the others to share its attention as they did before" : " and the others as they were")}.");
                return;
            }
        }
    }

    private static bool IsShared(ReadOnlySpan<float> before, ReadOnlySpan<float> after, int key, bool isShared)
    {
        double left = 1 - before[key];
        if (left < 1e-3)
        {
            // Nothing else was seen, or hardly: the query that lost its last key attends to all alike.
            return true;
        }

        for (int index = 0; index < before.Length; index++)
        {
            double expected = index == key ? 0 : before[index] / (isShared ? left : 1);
            if (!(Math.Abs(after[index] - expected) <= Rounding))
            {
                return false;
            }
        }

        return true;
    }
}
