namespace AttentionLens.Testing.Conformance;

/// <summary>The hook points of one block.</summary>
/// <param name="Model">The model.</param>
/// <param name="Stack">The stack.</param>
/// <param name="Layer">The block's index.</param>
internal sealed record BlockMap(ModelMap Model, string Stack, int Layer)
{
    public string Name => ModelMap.InStack(Stack, $"blocks.{Layer}");

    public bool HasCrossAttention => Model.Hooks.Any(point => point.Name.Value.StartsWith($"{Name}.cross_attn", StringComparison.Ordinal));

    public IEnumerable<AttentionMap> Attentions
    {
        get
        {
            foreach (string name in (string[])["attn", "cross_attn"])
            {
                if (AttentionMap.Find(Model, $"{Name}.{name}") is { } attention)
                {
                    yield return attention;
                }
            }
        }
    }

    public IEnumerable<StreamStep> Steps
    {
        get
        {
            string behind = HasCrossAttention ? "resid_mid_cross" : "resid_mid";
            (string Before, string Output, string After)[] steps =
                [("resid_pre", "attn_out", "resid_mid"), ("resid_mid", "cross_attn_out", "resid_mid_cross"), (behind, "mlp_out", "resid_post")];
            foreach ((string before, string output, string after) in steps)
            {
                if (Find(before) is { } start && Find(output) is { } sublayer && Find(after) is { } end)
                {
                    yield return new StreamStep(start, sublayer, end);
                }
            }
        }
    }

    public HookPoint? Find(string name) => Model.Find($"{Name}.{name}");
}
