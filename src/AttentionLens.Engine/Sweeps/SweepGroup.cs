using System.Collections.Immutable;

namespace AttentionLens.Engine;

/// <summary>Variants that may go through the model together: all start at one place, end with one stage, and have one length.</summary>
/// <param name="Start">The last place that comes before all that differs from the examples as they are, or is read.</param>
/// <param name="Last">The last stage that is read; null for the model's last.</param>
/// <param name="Variants">The variants' places in the request.</param>
internal sealed record SweepGroup(SweepStart Start, int? Last, ImmutableArray<int> Variants)
{
    /// <summary>The hook points, by index, that a variant changes or reads.</summary>
    public required ImmutableHashSet<int> Asked { get; init; }

    /// <summary>The hook points that are kept until the end of a pass.</summary>
    public required ImmutableHashSet<int> Captured { get; init; }

    /// <summary>One of the variants as the model reads it; all have its lengths.</summary>
    public required EncodedExample Example { get; init; }

    /// <summary>Puts variants together.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The examples.</param>
    /// <param name="variants">The variants.</param>
    /// <param name="places">Which of them.</param>
    /// <param name="observes">Whether what they read is kept, and passes end with the last stage that is read; every variant reads something then.</param>
    public static IEnumerable<SweepGroup> Of(LensModel model, InputBatch batch, IReadOnlyList<InputVariant> variants, IEnumerable<int> places, bool observes)
    {
        // Variants of many examples have the same targets, which are looked up once.
        Dictionary<HookSelector, ImmutableArray<int>> targets = [];
        return from place in places
               let variant = variants[place]
               let hooks = HooksOf(model, variant, targets)
               let first = variant.Replacement is null ? hooks.DefaultIfEmpty(-1).Min() : -1
               let start = first < 0 ? default : SweepStart.Before(model, first)
               let last = observes ? variant.Reads.Max(model.StageOf) : (int?)null
               group (place, first, hooks) by (start, last, Inside(model, hooks), variant.Replacement?.Tokens.Length, variant.Replacement?.Decoder?.Tokens.Length) into together
               orderby together.Key.start.Stage, together.Min(member => member.first), together.Key.last
               let one = variants[together.First().place]
               select new SweepGroup(together.Key.start, together.Key.last, [.. together.Select(member => member.place)])
               {
                   Asked = [.. together.SelectMany(member => member.hooks)],
                   Captured = observes ? [.. together.SelectMany(member => variants[member.place].Reads).Distinct().Select(model.Hooks.IndexOf)] : [],
                   Example = one.Replacement ?? batch.Examples[one.Example],
               };
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
