using System.Collections.Frozen;

namespace AttentionLens.Engine;

/// <summary>An action for each example, what it reads, and whose it is.</summary>
internal sealed class ExampleHandler(AnalyzerRun owner, ExampleNeeds needs, Action<ExampleContext> call, Dataset? dataset) : Handler(owner, dataset)
{
    public RunPlan Plan => needs.Plan;

    public FrozenSet<HookName> Values => needs.Values;

    public FrozenSet<HookName> Gradients => needs.Gradients;

    public void Call(ExampleScope context)
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            call(context);
        }
        catch (Exception exception)
        {
            FailExample(context.Row, exception, new SiteAddress(null, Example: context.Example.Index));
        }
    }
}
