using AttentionLens.Models;
using AttentionLens.Numerics;

namespace AttentionLens.Testing.Tests.Conformance;

/// <summary>Wires a sketch.</summary>
internal sealed class SketchWiring(CausalOutline outline, ModelFolder folder, WeightSource weights, Fault fault, float epsilon)
    : CausalWiring(outline, "sketch.", folder, weights)
{
    protected override string TokenTable => "tokens";

    protected override PositionEmbedding Positions() =>
        new(Table("positions", Card.MaxPositions!.Value), fault == Fault.PositionsCountPadding ? PositionRule.Place : PositionRule.FromStart);

    protected override (Sublayer Sublayer, NormLayer Norm) Attention(int layer)
    {
        string name = $"{Base}blocks.{layer}";
        AttentionSites sites = Renamed(AttentionSites.Add(Wiring.Sites, layer, AttentionReach.Earlier));
        AttentionSettings settings = AttentionSettings.Of(Card.Heads, Card.Width) with
        {
            Reach = fault == Fault.CausalMaskMissing ? AttentionReach.Everything : AttentionReach.Earlier,
        };
        string operation = AttentionSites.NameOf(layer, AttentionReach.Earlier);
        AttentionLayer attention = new(
            new JointProjection(LinearLayer.Read(Wiring.Weights, $"{name}.qkv", Card.Width, 3 * Card.Width), operation),
            LinearLayer.Read(Wiring.Weights, $"{name}.o", Card.Width, Card.Width),
            settings,
            sites,
            operation);
        return (attention, Norm($"{name}.norm1", $"blocks.{layer}.ln1"));
    }

    protected override (Sublayer Sublayer, NormLayer Norm) Mlp(int layer)
    {
        string name = $"{Base}blocks.{layer}";
        MlpSites sites = MlpSites.Add(Wiring.Sites, layer);
        MlpLayer mlp = new(
            LinearLayer.Read(Wiring.Weights, $"{name}.in", Card.Width, Card.MlpWidth),
            LinearLayer.Read(Wiring.Weights, $"{name}.out", Card.MlpWidth, Card.Width),
            ActivationKind.Gelu,
            fault == Fault.HiddenLayersSwapped ? new MlpSites(sites.Post, sites.Pre, sites.Output) : sites,
            $"blocks.{layer}.mlp");
        return (mlp, Norm($"{name}.norm2", $"blocks.{layer}.ln2"));
    }

    protected override NormLayer LastNorm(string operation) => Norm($"{Base}norm", operation);

    private AttentionSites Renamed(AttentionSites sites) => fault switch
    {
        Fault.KeyAndValueSwapped => sites with { Key = sites.Value, Value = sites.Key },
        Fault.ScoresAndPatternSwapped => sites with { Scores = sites.Pattern, Pattern = sites.Scores },
        _ => sites,
    };

    private LayerNormLayer Norm(string name, string operation) => LayerNormLayer.Read(Wiring.Weights, name, Card.Width, epsilon, operation);
}
