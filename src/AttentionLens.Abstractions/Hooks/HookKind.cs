namespace AttentionLens;

/// <summary>What a hook point holds, in the field's terms. The same kind means the same thing in every model family.</summary>
public enum HookKind
{
    /// <summary>The token (or patch) embedding alone, before positions: <c>embed</c>, [batch, position, width]; of an image
    /// [batch, patch, width], without the positions that no patch stands behind.</summary>
    Embedding,

    /// <summary>The position embedding: <c>pos_embed</c>, [batch, position, width].</summary>
    PositionEmbedding,

    /// <summary>The embedding of the token type (segment): <c>token_type_embed</c>, [batch, position, width].</summary>
    TypeEmbedding,

    /// <summary>The residual stream as a block receives it: <c>resid_pre</c>, [batch, position, width].</summary>
    ResidualPre,

    /// <summary>The residual stream between attention and MLP, as the MLP sublayer receives it: <c>resid_mid</c>. In a post-norm
    /// block that is after the LayerNorm that follows attention.</summary>
    ResidualMid,

    /// <summary>The residual stream as a block hands it on: <c>resid_post</c>. In a post-norm block that is after its last LayerNorm.</summary>
    ResidualPost,

    /// <summary>The output of a normalisation, for instance <c>ln_final</c>, [batch, position, width].</summary>
    Norm,

    /// <summary>Queries, <c>attn.q</c>, [batch, position, head, head width].</summary>
    Query,

    /// <summary>Keys, <c>attn.k</c>, [batch, position, head, head width]; where key/value heads are shared, fewer heads than queries have.</summary>
    Key,

    /// <summary>Values, <c>attn.v</c>, [batch, position, head, head width]; as many heads as keys have.</summary>
    Value,

    /// <summary>Scaled attention scores with the mask applied, before softmax: <c>attn.scores</c>, [batch, head, query, key].</summary>
    Scores,

    /// <summary>Attention probabilities: <c>attn.pattern</c>, [batch, head, query, key]; each row sums to 1.</summary>
    Pattern,

    /// <summary>Each head's weighted sum of values: <c>attn.z</c>, [batch, position, head, head width].</summary>
    HeadOutput,

    /// <summary>Each head's share of the attention output, after its slice of W_O and before the bias: <c>attn.result</c>,
    /// [batch, position, head, width].</summary>
    HeadResult,

    /// <summary>The output of the attention sublayer, before it is added to the residual stream: <c>attn_out</c>.</summary>
    AttentionOutput,

    /// <summary>The MLP's hidden layer before its activation: <c>mlp.pre</c>, [batch, position, MLP width].</summary>
    MlpPre,

    /// <summary>The MLP's hidden layer after its activation: <c>mlp.post</c>, [batch, position, MLP width].</summary>
    MlpPost,

    /// <summary>The output of the MLP sublayer, before it is added to the residual stream: <c>mlp_out</c>.</summary>
    MlpOutput,

    /// <summary>What a pooler hands to a classifier: <c>pooled</c>, [batch, width].</summary>
    Pooled,

    /// <summary>The model's output before any softmax: <c>logits</c>, [batch, class] or [batch, position, class].</summary>
    Logits,

    /// <summary>The image as the model takes it: <c>pixels</c>, [batch, channel, pixel row, pixel column].</summary>
    Pixels,
}
