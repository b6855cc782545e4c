namespace AttentionLens.Heads;

/// <summary>The heads that are shown together: one stack's self-attention, or cross-attention.</summary>
/// <param name="Stack">The stack that attends.</param>
/// <param name="KeyStack">The stack that is attended to.</param>
internal readonly record struct HeadGroup(string Stack, string KeyStack)
{
    public HeadGroup(HookPoint hook)
        : this(hook.Stack, hook.KeyStack)
    {
    }

    /// <summary>The group's segment of artefact ids; empty for a model with one stack.</summary>
    public string Slug => Stack == KeyStack ? Stack : "cross";

    /// <summary>The group in titles; empty for a model with one stack.</summary>
    public string Suffix => Slug.Length == 0 ? string.Empty : $", {(Slug == "cross" ? "cross-attention" : Slug)}";

    public ArtefactId Artefact(string name) => new(Slug.Length == 0 ? $"heads/{name}" : $"heads/{Slug}/{name}");
}
