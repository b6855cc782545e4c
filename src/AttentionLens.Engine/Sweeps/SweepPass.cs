namespace AttentionLens.Engine;

/// <summary>Variants that go through the model in one pass: all start at one stage and have one length.</summary>
/// <param name="Stage">The first stage that differs from the examples as they are; 0 runs the whole model.</param>
/// <param name="Variants">The variants' places in the request.</param>
internal sealed record SweepPass(int Stage, IReadOnlyList<int> Variants)
{
    /// <summary>Puts variants together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="maxRows">How many go together.</param>
    public static IEnumerable<SweepPass> Plan(LensModel model, IReadOnlyList<InputVariant> variants, int maxRows) =>
        from place in Enumerable.Range(0, variants.Count)
        let variant = variants[place]
        let stage = FirstStage(model, variant)
        group place by (stage, variant.Replacement?.Tokens.Length, variant.Replacement?.Decoder?.Tokens.Length) into together
        orderby together.Key.stage
        from chunk in together.Chunk(maxRows)
        select new SweepPass(together.Key.stage, chunk);

    private static int FirstStage(LensModel model, InputVariant variant)
    {
        if (variant.Replacement is not null || variant.Interventions.IsEmpty)
        {
            return 0;
        }

        return variant.Interventions
            .SelectMany(intervention => model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit))
            .Min(hook => model.StageOf(hook.Name));
    }
}
