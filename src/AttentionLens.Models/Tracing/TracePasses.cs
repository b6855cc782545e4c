using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>The backward passes of a trace, and under which names their signals are stored.</summary>
internal sealed class TracePasses
{
    private readonly ImmutableArray<(BackwardPlan Plan, string Prefix, ImmutableArray<HookName> Hooks)> _passes;

    public TracePasses(HookCatalog hooks, TraceRequest request)
    {
        List<(BackwardPlan, string, ImmutableArray<HookName>)> passes = [];
        if (!request.Gradients.IsEmpty)
        {
            passes.Add(PassOf(hooks, request, null, request.Gradients, HookCapabilities.Gradient, "gradient/"));
        }

        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (IGrouping<PropagationRules, TraceRelevance> rules in request.Relevance.GroupBy(relevance => relevance.Rules))
        {
            if (!names.Add(rules.Key.Name))
            {
                throw new LensInputException($"Two different rule sets are called '{rules.Key.Name}'; trace them one after the other.");
            }

            passes.Add(PassOf(
                hooks, request, rules.Key, [.. rules.Select(relevance => relevance.Hooks)], HookCapabilities.Relevance, $"relevance/{rules.Key.Name}/"));
        }

        _passes = [.. passes];
    }

    public bool IsEmpty => _passes.IsEmpty;

    /// <summary>The plan with its backward passes.</summary>
    public RunPlan AddTo(RunPlan plan) => IsEmpty
        ? plan
        : plan with { Backward = _passes[0].Plan, FurtherBackward = [.. _passes.Skip(1).Select(pass => pass.Plan)] };

    /// <summary>Stores the signals of a run.</summary>
    public void Store(ModelRun run, int firstExample, TraceColumns columns)
    {
        for (int pass = 0; pass < _passes.Length; pass++)
        {
            foreach (HookName hook in _passes[pass].Hooks)
            {
                columns.Add(_passes[pass].Prefix + hook.Value, firstExample, run.Signal(pass, hook));
            }
        }
    }

    private static (BackwardPlan Plan, string Prefix, ImmutableArray<HookName> Hooks) PassOf(
        HookCatalog hooks,
        TraceRequest request,
        PropagationRules? rules,
        ImmutableArray<HookSelector> selectors,
        HookCapabilities required,
        string prefix) => (
            new BackwardPlan { Objective = request.Objective, Rules = rules, Capture = selectors },
            prefix,
            [.. selectors.SelectMany(selector => hooks.Resolve(selector, required)).Select(hook => hook.Name).Distinct()]);
}
