using System.Collections.Immutable;

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
        Dictionary<HookSelector, ImmutableArray<int>> targets = [];
        return from place in Enumerable.Range(0, variants.Count)
               let variant = variants[place]
               let hooks = HooksOf(model, variant, targets)
               let first = variant.Replacement is null ? hooks.DefaultIfEmpty(-1).Min() : -1
               let start = first < 0 ? default : SweepStart.Before(model, first)
               let last = endsEarly ? variant.Reads.Max(model.StageOf) : (int?)null
               group (place, first) by (start, last, Inside(model, hooks), variant.Replacement?.Tokens.Length, variant.Replacement?.Decoder?.Tokens.Length) into together
               orderby together.Key.start.Stage, together.Min(member => member.first), together.Key.last
               from chunk in together.Select(member => member.place).Chunk(maxRows)
               select new SweepPass(together.Key.start, together.Key.last, chunk);
    }

    private static HashSet<int> HooksOf(LensModel model, InputVariant variant, Dictionary<HookSelector, ImmutableArray<int>> targets)
    {
        HashSet<int> hooks = [.. variant.Reads.Select(model.Hooks.IndexOf)];
        foreach (Intervention intervention in variant.Interventions)
        {
            if (!targets.TryGetValue(intervention.Target, out ImmutableArray<int> found))
            {
                found = [.. model.Hooks.Resolve(intervention.Target, HookCapabilities.Edit).Select(hook => model.Hooks.IndexOf(hook.Name))];
                targets.Add(intervention.Target, found);
            }

            hooks.UnionWith(found);
        }

        return hooks;
    }

    // Who looks into attention has it computed step by step, and rounded otherwise than in one step: rows that do not look must not share the pass.
    private static string Inside(LensModel model, HashSet<int> hooks) =>
        string.Join(' ', hooks.Where(hook => model.Hooks[hook].Kind is HookKind.Scores or HookKind.Pattern or HookKind.HeadResult).Order());
}
