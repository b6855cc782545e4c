using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AttentionLens.Testing.Conformance;

/// <summary>The catalog has every hook point of the vocabulary that the model has a place for, and no other.</summary>
internal sealed partial class HooksCompleteLaw : Law
{
    private static readonly ImmutableArray<(string Name, HookKind Kind)> Outside =
    [
        ("pixels", HookKind.Pixels), ("embed", HookKind.Embedding), ("pos_embed", HookKind.PositionEmbedding),
        ("token_type_embed", HookKind.TypeEmbedding), ("ln_final", HookKind.Norm), ("pooled", HookKind.Pooled), ("logits", HookKind.Logits),
    ];

    private static readonly ImmutableArray<(string Name, HookKind Kind)> InBlock =
    [
        ("resid_pre", HookKind.ResidualPre), .. Attention("attn"), ("resid_mid", HookKind.ResidualMid),
        ("mlp.pre", HookKind.MlpPre), ("mlp.post", HookKind.MlpPost), ("mlp_out", HookKind.MlpOutput), ("resid_post", HookKind.ResidualPost),
    ];

    private static readonly ImmutableArray<(string Name, HookKind Kind)> InCrossBlock =
        [.. Attention("cross_attn"), ("resid_mid_cross", HookKind.ResidualMid)];

    public override string Id => "hooks-complete";

    public override string Demand =>
        "The catalog has the standard hook points of every block, the embedding of every stack, and the logits, each with its kind, stack and layer, and no unknown name.";

    public override async ValueTask CheckAsync(Subject subject, Verdict verdict)
    {
        foreach (HookPoint point in subject.Model.Hooks)
        {
            verdict.Saw();
            CheckPoint(verdict, point);
        }

        foreach (BlockMap block in subject.Map.Blocks)
        {
            foreach ((string name, _) in block.HasCrossAttention ? InBlock.AddRange(InCrossBlock) : InBlock)
            {
                Demanded(subject, verdict, $"{block.Name}.{name}", "every block has it");
            }
        }

        foreach (string stack in subject.Map.Stacks)
        {
            Demanded(subject, verdict, ModelMap.InStack(stack, "embed"), "every stack has it");
            CheckLayers(subject, verdict, stack);
        }

        Recording run = await subject.RunAsync(RunPlan.OutputOnly);
        if (run.Output.Spec.IndexOf(Axis.Class) >= 0)
        {
            Demanded(subject, verdict, "logits", "the model's output has classes");
        }
    }

    private static IEnumerable<(string Name, HookKind Kind)> Attention(string name) =>
    [
        ($"{name}.q", HookKind.Query), ($"{name}.k", HookKind.Key), ($"{name}.v", HookKind.Value), ($"{name}.scores", HookKind.Scores),
        ($"{name}.pattern", HookKind.Pattern), ($"{name}.z", HookKind.HeadOutput), ($"{name}.result", HookKind.HeadResult),
        ($"{name}_out", HookKind.AttentionOutput),
    ];

    private static void CheckPoint(Verdict verdict, HookPoint point)
    {
        Match match = Parts().Match(point.Name.Value);
        string stack = match.Groups["stack"].Value;
        int? layer = match.Groups["layer"].Success ? NumberOf(match.Groups["layer"].Value) : null;
        string name = match.Groups["name"].Value;
        (string Name, HookKind Kind) known = (layer is null ? Outside : InBlock.AddRange(InCrossBlock)).FirstOrDefault(entry => entry.Name == name);
        if (known.Name is null)
        {
            verdict.Fail($"Hook point '{point.Name}' is not in the vocabulary; the names are those of docs/hook-points.md, with 'encoder.' or 'decoder.' before them where there are two stacks.");
        }
        else if (known.Kind != point.Kind)
        {
            verdict.Fail($"Hook point '{point.Name}' is said to be a {point.Kind}; expected {known.Kind}, which is what the name means.");
        }
        else if (layer != point.Layer || (point.Kind != HookKind.Logits && stack != point.Stack))
        {
            verdict.Fail($"Hook point '{point.Name}' is said to be of stack '{point.Stack}' and layer {point.Layer?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; expected what its name says.");
        }
        else if (!point.Capabilities.HasFlag(HookCapabilities.Read))
        {
            verdict.Fail($"Hook point '{point.Name}' offers {point.Capabilities}; expected at least Read: leave out a point that cannot be read.");
        }
    }

    private static void Demanded(Subject subject, Verdict verdict, string name, string why)
    {
        verdict.Saw();
        if (subject.Map.Find(name) is null)
        {
            verdict.Fail($"Hook point '{name}' is missing; {why}. Nearest: {string.Join(", ", Nearest.To(name, subject.Model.Hooks.Select(point => point.Name.Value), 3))}.");
        }
    }

    private static void CheckLayers(Subject subject, Verdict verdict, string stack)
    {
        verdict.Saw();
        int[] layers = [.. subject.Map.Blocks.Where(block => block.Stack == stack).Select(block => block.Layer)];
        if (!layers.SequenceEqual(Enumerable.Range(0, layers.Length)))
        {
            verdict.Fail($"The blocks{(stack.Length == 0 ? string.Empty : $" of the {stack}")} are numbered {string.Join(", ", layers)}; expected 0 to {layers.Length - 1} in forward order.");
        }
        else if (subject.Map.Stacks.Count == 1 && layers.Length != subject.Model.Card.Layers)
        {
            verdict.Fail($"The catalog has {layers.Length} blocks and the model card says {subject.Model.Card.Layers}; expected the same.");
        }
    }

    private static int? NumberOf(string digits) =>
        int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;

    [GeneratedRegex(@"^(?:(?<stack>encoder|decoder)\.)?(?:blocks\.(?<layer>[0-9]+)\.)?(?<name>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
