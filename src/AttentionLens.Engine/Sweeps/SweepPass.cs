namespace AttentionLens.Engine;

/// <summary>Variants that go through the model in one pass: all start at one place, end with one stage, and have one length.</summary>
/// <param name="Start">The last place that comes before all that differs from the examples as they are, or is read.</param>
/// <param name="Last">The last stage that is read; null for the model's last.</param>
/// <param name="Variants">The variants' places in the request.</param>
internal sealed record SweepPass(SweepStart Start, int? Last, IReadOnlyList<int> Variants)
{
    /// <summary>Puts variants together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="maxRows">How many go together.</param>
    /// <param name="endsEarly">Whether passes end with the last stage that is read, which every variant has.</param>
    public static IEnumerable<SweepPass> Plan(LensModel model, IReadOnlyList<InputVariant> variants, int maxRows, bool endsEarly = false)
    {
        // Variants of many examples have the same targets, which are looked up once.
        Dictionary<HookSelector, int> firstHooks = [];
        return from place in Enumerable.Range(0, variants.Count)
               let variant = variants[place]
               let first = FirstHook(model, variant, firstHooks)
               let start = first < 0 ? default : SweepStart.Before(model, first)
               let last = endsEarly ? variant.Reads.Max(model.StageOf) : (int?)null
               group (place, first) by (start, last, variant.Replacement?.Tokens.Length, variant.Replacement?.Decoder?.Tokens.Length) into together
               orderby together.Key.start.Stage, together.Min(member => member.first), together.Key.last
               from chunk in together.Select(member => member.place).Chunk(maxRows)
               select new SweepPass(together.Key.start, together.Key.last, chunk);
    }

    private static int FirstHook(LensModel model, InputVariant variant, Dictionary<HookSelector, int> firstHooks)
    {
        if (variant.Replacement is not null || (variant.Interventions.IsEmpty && variant.Reads.IsEmpty))
        {
            return -1;
        }

        int first = int.MaxValue;
        foreach (Intervention intervention in variant.Interventions)
        {
            if (!firstHooks.TryGetValue(intervention.Target, out int hook))
            {
                hook = model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit).Min(target => model.Hooks.IndexOf(target.Name));
                firstHooks.Add(intervention.Target, hook);
            }

            first = Math.Min(first, hook);
        }

        foreach (HookName read in variant.Reads)
        {
            first = Math.Min(first, model.Hooks.IndexOf(read));
        }

        return first;
    }
}
