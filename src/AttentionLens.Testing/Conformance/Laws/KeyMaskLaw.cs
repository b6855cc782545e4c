namespace AttentionLens.Testing.Conformance;

/// <summary>What the mask hides is not attended to.</summary>
internal sealed class KeyMaskLaw : Law
{
    public override string Id => "key-mask";

    public override string Demand => "No query attends to a key that the mask hides, be it padding or a hole.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        Recording run = await subject.EverythingAsync();
        foreach (HookPoint point in subject.Model.Hooks.Where(point => point.Kind == HookKind.Pattern))
        {
            HookValue pattern = run[point];
            for (int index = 0; index < pattern.Values.Length; index++)
            {
                EncodedExample example = subject.Batch.Examples[pattern.Along(Axis.Batch, index)];
                if (example.InStack(point.KeyStack).Mask[pattern.Along(Axis.Key, index)]
                    || !example.InStack(point.Stack).Mask[pattern.Along(Axis.Query, index)])
                {
                    continue;
                }

                verdict.Saw();
                if (pattern.Values[index] != 0)
                {
                    verdict.Fail($"{pattern.Where(index)} gives {Say.Number(pattern.Values[index])} to a key that the mask hides; expected 0: the key mask is not applied; attend with what Pass.MaskingOf gives.");
                }
            }
        }
    }
}
