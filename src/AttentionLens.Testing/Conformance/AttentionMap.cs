namespace AttentionLens.Testing.Conformance;

/// <summary>The hook points of one attention sublayer.</summary>
internal sealed record AttentionMap(
    HookPoint Query, HookPoint Key, HookPoint Value, HookPoint Scores, HookPoint Pattern, HookPoint HeadOutput, HookPoint HeadResult, HookPoint Output)
{
    public static AttentionMap? Find(ModelMap model, string name) =>
        model.TryFind($"{name}.q", out HookPoint? query)
        && model.TryFind($"{name}.k", out HookPoint? key)
        && model.TryFind($"{name}.v", out HookPoint? value)
        && model.TryFind($"{name}.scores", out HookPoint? scores)
        && model.TryFind($"{name}.pattern", out HookPoint? pattern)
        && model.TryFind($"{name}.z", out HookPoint? headOutput)
        && model.TryFind($"{name}.result", out HookPoint? headResult)
        && model.TryFind($"{name}_out", out HookPoint? output)
            ? new AttentionMap(query, key, value, scores, pattern, headOutput, headResult, output)
            : null;
}
