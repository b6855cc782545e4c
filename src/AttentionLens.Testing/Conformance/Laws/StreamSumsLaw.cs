namespace AttentionLens.Testing.Conformance;

/// <summary>The residual stream is a sum.</summary>
internal sealed class StreamSumsLaw : Law
{
    public override string Id => "stream-sums";

    public override string Demand => "Behind each sublayer stands what stood before it plus the sublayer's output, or in a post-norm block that sum normalised; each block receives what the one before handed on; 'ln_final' is the last of it normalised.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (StreamStep step in subject.Map.Steps)
        {
            verdict.Saw();
            if (StreamRows.KindOf(subject, run, step) == StreamKind.Unknown)
            {
                verdict.Fail($"'{step.After.Name}' is neither '{step.Before.Name}' plus '{step.Output.Name}' nor that sum normalised; expected one of both: two of the three stand under each other's names, or something else is added.");
            }
        }

        foreach (string stack in subject.Map.Stacks)
        {
            CheckStack(subject, verdict, run, [.. subject.Map.Blocks.Where(block => block.Stack == stack)], ModelMap.InStack(stack, "ln_final"));
        }
    }

    private static void CheckStack(Subject subject, Verdict verdict, Recording run, BlockMap[] blocks, string finalName)
    {
        for (int index = 1; index < blocks.Length; index++)
        {
            if (blocks[index - 1].Find("resid_post") is { } post && blocks[index].Find("resid_pre") is { } pre)
            {
                verdict.Saw();
                if (run[post].FirstDifference(run[pre], 0) >= 0)
                {
                    verdict.Fail($"'{pre.Name}' differs from '{post.Name}'; expected the same numbers: what one block hands on is what the next receives.");
                }
            }
        }

        if (subject.Map.Find(finalName) is { } final && blocks.Length > 0 && blocks[^1].Find("resid_post") is { } last)
        {
            verdict.Saw();
            if (StreamRows.KindOf(subject, StreamRows.Of(subject, run[last]), StreamRows.Of(subject, run[final])) == StreamKind.Unknown)
            {
                verdict.Fail($"'{final.Name}' is not a normalisation of '{last.Name}'; expected the stream behind the last one.");
            }
        }
    }
}
