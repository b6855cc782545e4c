using System.Collections.Immutable;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A run plan with its selectors resolved: for each site what is asked there, null for nothing.</summary>
internal sealed class PassPlan
{
    private readonly SiteRequest?[] _requests;

    public PassPlan(HookCatalog hooks, RunPlan plan)
    {
        _requests = new SiteRequest?[hooks.Count];
        Resolve(hooks, plan.Capture, HookCapabilities.Read, request => request.Capture = true);
        foreach (HookSubscription subscription in plan.Subscriptions)
        {
            Resolve(hooks, [subscription.Hooks], HookCapabilities.Read, request => request.Readers.Add(subscription.Reader));
        }

        Sources = plan.Sources;
        foreach (Intervention intervention in plan.Interventions)
        {
            Change(hooks, intervention, request => request.SkipsAll = true, request => request.Edits.Add(intervention));
        }

        for (int row = 0; row < plan.RowInterventions.Length; row++)
        {
            int place = row;
            foreach (Intervention intervention in plan.RowInterventions[row])
            {
                Change(hooks, intervention, request => request.SkippedRows.Add(place), request => request.RowEdits.Add((place, intervention)));
            }
        }

        Resolve(hooks, plan.KeepBefore.Select(HookSelector.Of), HookCapabilities.None, request => request.KeepsState = true);
        Backward = BackwardOf(plan);
        for (int pass = 0; pass < Backward.Length; pass++)
        {
            ulong bit = 1ul << pass;
            HookCapabilities required = Backward[pass].Rules is null ? HookCapabilities.Gradient : HookCapabilities.Relevance;
            Resolve(hooks, Backward[pass].Capture, required, request => request.Signals |= bit);
        }
    }

    /// <summary>The backward passes, in order.</summary>
    public ImmutableArray<BackwardPlan> Backward { get; }

    /// <summary>The same, as a tape reads them.</summary>
    public ImmutableArray<TapePass> TapePasses =>
        [.. Backward.Select(backward => new TapePass(backward.Rules) { Accounts = backward.AccountForRelevance })];

    /// <summary>The first site whose signal a backward pass wants; null for none.</summary>
    public int? FirstSignal => Array.FindIndex(_requests, request => request is { Signals: not 0 }) is >= 0 and int site ? site : null;

    /// <summary>What interventions take other values from.</summary>
    public ImmutableArray<ActivationSource> Sources { get; }

    public SiteRequest? this[int site] => _requests[site];

    /// <summary>Refuses a plan that asks for something before the place where a resumed run starts.</summary>
    public void DemandNothingBefore(int site, HookCatalog hooks, string place)
    {
        for (int index = 0; index < site; index++)
        {
            if (_requests[index] is not null)
            {
                throw new LensInputException(
                    $"Hook point '{hooks[index].Name}' lies before {place}, where the run resumes; resume earlier or leave it out.");
            }
        }
    }

    /// <summary>Refuses a plan that reads something behind the stage where a run ends.</summary>
    public void DemandNothingReadFrom(int site, HookCatalog hooks, string stage)
    {
        for (int index = site; index < _requests.Length; index++)
        {
            if (_requests[index] is { IsRead: true })
            {
                throw new LensInputException(
                    $"Hook point '{hooks[index].Name}' lies behind stage '{stage}', where the run ends; end it later or leave it out.");
            }
        }
    }

    private static ImmutableArray<BackwardPlan> BackwardOf(RunPlan plan)
    {
        if (plan.FurtherBackward.IsDefaultOrEmpty)
        {
            return plan.Backward is { } only ? [only] : [];
        }

        if (plan.Backward is not { } first)
        {
            throw new LensInputException(
                $"The plan has further backward passes but no first one; set {nameof(RunPlan)}.{nameof(RunPlan.Backward)} to one of them.");
        }

        if (plan.FurtherBackward.Length >= Tape.MostPasses)
        {
            throw new LensInputException(
                $"The plan has {plan.FurtherBackward.Length + 1} backward passes; one forward pass serves at most {Tape.MostPasses}. Spread them over several runs.");
        }

        int weights = plan.FurtherBackward.ToList().FindIndex(further => further.WeightGradients);
        return weights < 0
            ? [first, .. plan.FurtherBackward]
            : throw new LensInputException(
                $"Backward pass {weights + 1} asks for weight gradients; only the first pass gives them. Put it into {nameof(RunPlan)}.{nameof(RunPlan.Backward)}.");
    }

    private void Change(HookCatalog hooks, Intervention intervention, Action<SiteRequest> skip, Action<SiteRequest> edit)
    {
        if (intervention is SkipLayer && hooks.Resolve(intervention.Target).FirstOrDefault(hook => hook.Kind != HookKind.ResidualPost) is { } other)
        {
            throw new LensInputException($"A block is skipped at its end, resid_post, but '{other.Name}' was named; zero attn_out or mlp_out to skip a sublayer.");
        }

        Resolve(hooks, [intervention.Target], HookCapabilities.Edit, intervention is SkipLayer ? skip : edit);
    }

    private void Resolve(HookCatalog hooks, IEnumerable<HookSelector> selectors, HookCapabilities required, Action<SiteRequest> apply)
    {
        HashSet<int> sites = [];
        foreach (HookSelector selector in selectors)
        {
            foreach (HookPoint point in hooks.Resolve(selector, required))
            {
                sites.Add(hooks.IndexOf(point.Name));
            }
        }

        foreach (int site in sites)
        {
            apply(_requests[site] ??= new SiteRequest());
        }
    }
}
