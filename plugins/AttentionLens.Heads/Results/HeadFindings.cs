using System.Collections.Immutable;

namespace AttentionLens.Heads;

/// <summary>Names the heads whose measures show a role.</summary>
internal sealed class HeadFindings(AnalysisOptions options, ArtefactId table)
{
    public IEnumerable<Finding> Of(MeasuredHead head)
    {
        if (IsBroad(head))
        {
            yield return Report(
                HeadRules.Broad, head, HeadMeasure.Entropy, head[HeadMeasure.NormalizedEntropy] ?? 0, head.Supporting(HeadMeasure.NormalizedEntropy));
        }

        bool explained = false;
        foreach ((FindingDescriptor rule, HeadMeasure measure, NumberOption threshold) in HeadRules.Roles)
        {
            if (Exceeds(head, measure, threshold))
            {
                explained = true;
                yield return AgainstChance(rule, head, measure);
            }
        }

        if (!explained && Exceeds(head, HeadMeasure.Confidence, HeadOptions.FocusedConfidence))
        {
            yield return AgainstChance(HeadRules.Focused, head, HeadMeasure.Confidence);
        }
    }

    private bool IsBroad(MeasuredHead head) =>
        head[HeadMeasure.Entropy] > options.Get(HeadOptions.BroadEntropy)
        || head[HeadMeasure.NormalizedEntropy] > options.Get(HeadOptions.BroadShare);

    private bool Exceeds(MeasuredHead head, HeadMeasure measure, NumberOption threshold) =>
        head[measure] > options.Get(threshold) && head[measure] > options.Get(HeadOptions.ChanceRatio) * head.Chance(measure);

    private Finding AgainstChance(FindingDescriptor rule, MeasuredHead head, HeadMeasure measure) =>
        Report(rule, head, measure, head.Chance(measure), new Measure("even attention", head.Chance(measure), MeasureDefinition.Probability));

    private Finding Report(FindingDescriptor rule, MeasuredHead head, HeadMeasure measure, double comparison, Measure compared)
    {
        Measure supporting = head.Supporting(measure);
        return new Finding(rule, head.Address, head.Label, supporting.Value, comparison)
        {
            Measures = [supporting, compared],
            Artefacts = Figures(head.Group, measure),
        };
    }

    private ImmutableArray<ArtefactId> Figures(HeadGroup group, HeadMeasure measure) =>
        [group.Artefact(MeasureDefinition.Of(measure).Slug), table];
}
