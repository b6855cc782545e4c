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

        foreach (Intervention intervention in plan.Interventions)
        {
            Resolve(hooks, [intervention.Target], HookCapabilities.Edit, request => request.Edits.Add(intervention));
        }

        for (int row = 0; row < plan.RowInterventions.Length; row++)
        {
            foreach (Intervention intervention in plan.RowInterventions[row])
            {
                int place = row;
                Resolve(hooks, [intervention.Target], HookCapabilities.Edit, request => request.RowEdits.Add((place, intervention)));
            }
        }

        if (plan.Backward is { } backward)
        {
            Resolve(hooks, backward.Capture, HookCapabilities.Gradient, request => request.Gradient = true);
        }
    }

    public SiteRequest? this[int site] => _requests[site];

    /// <summary>Refuses a plan that asks for something before the stage where a resumed run starts.</summary>
    public void DemandNothingBefore(int site, HookCatalog hooks, string stage)
    {
        for (int index = 0; index < site; index++)
        {
            if (_requests[index] is not null)
            {
                throw new LensInputException(
                    $"Hook point '{hooks[index].Name}' lies before stage '{stage}', where the run resumes; resume earlier or leave it out.");
            }
        }
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
