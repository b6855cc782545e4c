namespace AttentionLens;

/// <summary>Cross-entropy against the examples' labels, in nats. Each example's value is its own share, so that the sum over the
/// batch is the batch's mean loss: over examples for classifiers, over labelled positions for models that give logits per position. A model
/// of the next token is compared with the label one position on; where an example has no labels, its own tokens are the labels.</summary>
public sealed record LossObjective : Objective
{
    /// <summary>Whether each example's value is the mean over its own labelled positions, whatever stands beside it in a batch, instead of its share
    /// of the batch's mean.</summary>
    /// <value>false by default.</value>
    public bool PerExample { get; init; }

    /// <summary>Whether an example holds what a loss compares with: a classifier's label, labels of positions, or for a model of the next token its own tokens.</summary>
    /// <param name="hooks">The model's hook points.</param>
    /// <param name="example">The example.</param>
    public static bool CanBeAskedOf(HookCatalog hooks, EncodedExample example)
    {
        HookPoint? logits = hooks.FirstOrDefault(hook => hook.Kind == HookKind.Logits);
        return logits is not null && (logits.Spec.IndexOf(Axis.Position) < 0
            ? example.Input.Label is not null
            : !example.Labels.IsDefault || hooks.Any(hook => hook.Kind == HookKind.Pattern && hook.Stack.Length == 0 && hook.IsCausal));
    }
}
