namespace AttentionLens.Testing.Conformance;

/// <summary>Which hook points recorded tensors stand for. The last of a stack's hidden states is before the final normalisation in some
/// recordings and behind it in others, so that it may be either.</summary>
internal static class ReferenceNames
{
    /// <summary>The recorded names, without set and <c>grad.</c>, and the hook points that each may be.</summary>
    public static IEnumerable<(string Name, HookPoint[] Points)> Of(ModelMap map)
    {
        foreach (string stack in map.Stacks)
        {
            BlockMap[] blocks = [.. map.Blocks.Where(block => block.Stack == stack)];
            HookPoint? final = map.Find(ModelMap.InStack(stack, "ln_final"));
            foreach (BlockMap block in blocks)
            {
                yield return (ModelMap.InStack(stack, $"hidden_states.{block.Layer}"), Present(block.Find("resid_pre")));
                yield return ($"{(stack.Length == 0 ? string.Empty : $"{stack}_self_")}attentions.{block.Layer}", Present(block.Find("attn.pattern")));
                yield return ($"cross_attentions.{block.Layer}", Present(block.Find("cross_attn.pattern")));
            }

            yield return (ModelMap.InStack(stack, $"hidden_states.{blocks.Length}"), Present(blocks.LastOrDefault()?.Find("resid_post"), final));
            yield return (ModelMap.InStack(stack, "last_hidden_state"), Present(final ?? blocks.LastOrDefault()?.Find("resid_post")));
        }

        HookPoint[] embedding = Present(map.Find("embed") ?? map.Find("encoder.embed"));
        yield return ("input_embeddings", embedding);
        yield return ("input", embedding);
        yield return ("pooler_output", Present(map.Find("pooled")));
        yield return ("logits", Present(map.Find("logits")));
    }

    private static HookPoint[] Present(params HookPoint?[] points) => [.. points.OfType<HookPoint>()];
}
