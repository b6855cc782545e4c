using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The end of a causal model: the last normalisation, <c>ln_final</c>, and what reads it.</summary>
public sealed record CausalHead
{
    /// <summary>What reads the stream.</summary>
    public required CausalArchitecture Architecture { get; init; }

    /// <summary>The table of token embeddings, [vocabulary, width].</summary>
    public required TensorParameter Tokens { get; init; }

    /// <summary>Whether the output layer of <see cref="CausalArchitecture.NextToken"/> is that table.</summary>
    public required bool TiesEmbeddings { get; init; }

    /// <summary>The classes of <see cref="CausalArchitecture.SequenceClassification"/>.</summary>
    public required int Classes { get; init; }

    /// <summary>Wires it: <c>lm_head.weight</c> or <c>score.weight</c>, where the architecture has them.</summary>
    /// <param name="wiring">The model so far.</param>
    /// <param name="norm">The last normalisation.</param>
    /// <returns>What the model gives.</returns>
    public ModelOutput Wire(ModelWiring wiring, NormLayer norm)
    {
        FinalNorm final = new(norm, wiring.Sites.Add(HookKind.Norm, "ln_final"));
        switch (Architecture)
        {
            case CausalArchitecture.NextToken:
                LinearLayer output = new(wiring.Unembedding("lm_head", Tokens, TiesEmbeddings), null);
                wiring.Add(new PositionHead(output, wiring.AddPositionLogits()) { FirstSite = final.Site, Norm = final });
                return ModelOutput.NextTokenLogits;
            case CausalArchitecture.SequenceClassification:
                LinearLayer score = LinearLayer.Read(wiring.Weights, "score", Tokens.Shape[1], Classes, hasBias: false);
                wiring.Add(new SequenceHead(score, wiring.AddSequenceLogits()) { FirstSite = final.Site, Norm = final, ReadsLast = true });
                return ModelOutput.SequenceLogits;
            default:
                wiring.Add(new HeadlessStage(null) { FirstSite = final.Site, Norm = final });
                return ModelOutput.HiddenStates;
        }
    }
}
