using System.Collections.Immutable;

namespace AttentionLens.Testing.Conformance;

/// <summary>A normalisation whose input can be written and whose output can be read, straight or through one linear layer.</summary>
/// <param name="Place">Where it stands, in words.</param>
/// <param name="Written">The hook point whose value is the input.</param>
/// <param name="Cleared">What is added to the input, set to zero.</param>
/// <param name="Read">The hook point that shows the output.</param>
internal sealed record NormSite(string Place, HookPoint Written, ImmutableArray<HookPoint> Cleared, HookPoint Read)
{
    public static IEnumerable<NormSite> Of(Subject subject, Recording run)
    {
        foreach (StreamStep step in subject.Map.Steps)
        {
            if (StreamRows.KindOf(subject, run, step) == StreamKind.NormalizedSum)
            {
                yield return new NormSite($"behind '{step.Output.Name}'", step.Output, [step.Before], step.After);
            }
        }

        foreach (BlockMap block in subject.Map.Blocks)
        {
            foreach (StreamStep step in block.Steps.Where(step => StreamRows.KindOf(subject, run, step) == StreamKind.Sum))
            {
                HookPoint? read = step.Output.Kind == HookKind.MlpOutput ? block.Find("mlp.pre")
                    : step.Output.KeyStack != step.Output.Stack ? block.Find("cross_attn.q")
                    : block.Find("attn.v");
                if (read is not null)
                {
                    yield return new NormSite($"before '{read.Name}'", step.Before, [], read);
                }
            }
        }

        foreach (string stack in subject.Map.Stacks)
        {
            if (subject.Map.Find(ModelMap.InStack(stack, "ln_final")) is { } final
                && subject.Map.Blocks.LastOrDefault(block => block.Stack == stack)?.Find("resid_post") is { } last)
            {
                yield return new NormSite($"at '{final.Name}'", last, [], final);
            }

            if (Embedding(subject, run, stack) is { } embedding)
            {
                yield return embedding;
            }
        }
    }

    private static NormSite? Embedding(Subject subject, Recording run, string stack)
    {
        HookPoint[] parts = [.. ((string[])["embed", "token_type_embed", "pos_embed"]).Select(name => subject.Map.Find(ModelMap.InStack(stack, name))).OfType<HookPoint>()];
        return !subject.SeesImages
            && subject.Map.Find(ModelMap.InStack(stack, "blocks.0.resid_pre")) is { } first
            && parts.Length > 0
            && parts.All(part => run[part].Shape[^1] == run[first].Shape[^1])
            && StreamRows.KindOf(subject, StreamRows.Sum(subject, run, parts), StreamRows.Of(subject, run[first])) == StreamKind.NormalizedSum
            ? new NormSite($"before '{first.Name}'", parts[0], [.. parts[1..]], first)
            : null;
    }
}
