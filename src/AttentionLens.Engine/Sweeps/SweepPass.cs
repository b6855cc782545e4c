namespace AttentionLens.Engine;

/// <summary>Variants that go through the model in one pass: all start at one stage, end with one, and have one length.</summary>
/// <param name="Stage">The first stage that differs from the examples as they are, or that is read; 0 runs the model from its beginning.</param>
/// <param name="Last">The last stage that is read; null for the model's last.</param>
/// <param name="Variants">The variants' places in the request.</param>
internal sealed record SweepPass(int Stage, int? Last, IReadOnlyList<int> Variants)
{
    /// <summary>Puts variants together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="maxRows">How many go together.</param>
    /// <param name="endsEarly">Whether passes end with the last stage that is read, which every variant has.</param>
    public static IEnumerable<SweepPass> Plan(LensModel model, IReadOnlyList<InputVariant> variants, int maxRows, bool endsEarly = false)
    {
        // Variants of many examples have the same targets, which are looked up once.
        Dictionary<HookSelector, int> firstStages = [];
        return from place in Enumerable.Range(0, variants.Count)
               let variant = variants[place]
               let stage = FirstStage(model, variant, firstStages)
               let last = endsEarly ? variant.Reads.Max(model.StageOf) : (int?)null
               group place by (stage, last, variant.Replacement?.Tokens.Length, variant.Replacement?.Decoder?.Tokens.Length) into together
               orderby together.Key.stage, together.Key.last
               from chunk in together.Chunk(maxRows)
               select new SweepPass(together.Key.stage, together.Key.last, chunk);
    }

    private static int FirstStage(LensModel model, InputVariant variant, Dictionary<HookSelector, int> firstStages)
    {
        if (variant.Replacement is not null || (variant.Interventions.IsEmpty && variant.Reads.IsEmpty))
        {
            return 0;
        }

        int first = int.MaxValue;
        foreach (Intervention intervention in variant.Interventions)
        {
            if (!firstStages.TryGetValue(intervention.Target, out int stage))
            {
                stage = model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit).Min(hook => model.StageOf(hook.Name));
                firstStages.Add(intervention.Target, stage);
            }

            first = Math.Min(first, stage);
        }

        foreach (HookName read in variant.Reads)
        {
            first = Math.Min(first, model.StageOf(read));
        }

        return first;
    }
}
