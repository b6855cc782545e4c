using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Reads the residual stream of a model before each block, and what the model says in the end.</summary>
internal sealed class TunedLensReader
{
    private readonly TransformerModel _model;
    private readonly ImmutableArray<HookName> _streams;

    /// <param name="model">The model.</param>
    /// <exception cref="LensInputException">It is no causal language model with a last normalisation.</exception>
    public TunedLensReader(TransformerModel model)
    {
        if (model.Output != ModelOutput.NextTokenLogits || model.Head is not PositionHead { Norm: not null })
        {
            throw new LensInputException(
                $"A tuned lens reads a causal language model through its last normalisation and unembedding, but model '{model.Card.Name}' is a {model.Card.Architecture}; expected for instance GPT-2, Llama, Mistral or Qwen2.");
        }

        _model = model;
        Layers = model.Hooks.Count(hook => hook.Kind == HookKind.ResidualPost);
        _streams =
        [
            HookName.Parse("blocks.0.resid_pre"),
            .. Enumerable.Range(0, Layers - 1).Select(layer => HookName.Parse($"blocks.{layer}.resid_post")),
        ];
    }

    /// <summary>The number of blocks.</summary>
    public int Layers { get; }

    /// <summary>Runs a batch.</summary>
    public TunedLensPass Read(InputBatch batch, CancellationToken cancellationToken)
    {
        RunPlan plan = new() { Capture = [.. _streams.Select(HookSelector.Of)] };
        return new TunedLensPass(_model, batch, _model.Run(batch, plan, null, null, cancellationToken), _streams);
    }
}
