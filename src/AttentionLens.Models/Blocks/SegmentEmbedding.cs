using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Token plus token type plus position embedding, then LayerNorm: the first stage of BERT and its kin.</summary>
public sealed class SegmentEmbedding : Stage
{
    private static readonly OperationInfo TokenInfo = new(OperationKind.Embedding, "embed");
    private static readonly OperationInfo TypeInfo = new(OperationKind.Embedding, "token_type_embed");
    private static readonly OperationInfo PositionInfo = new(OperationKind.Embedding, "pos_embed");
    private static readonly OperationInfo TypeAddInfo = new(OperationKind.Add, "embed.type_sum");
    private static readonly OperationInfo PositionAddInfo = new(OperationKind.Add, "embed.sum");
    private readonly TensorParameter _tokens;
    private readonly TensorParameter _types;
    private readonly TensorParameter _positions;
    private readonly LayerNormLayer _norm;
    private readonly SegmentEmbeddingSites _sites;

    /// <summary>Creates the stage.</summary>
    /// <param name="tokens">[vocabulary, width].</param>
    /// <param name="types">[type, width].</param>
    /// <param name="positions">[position, width].</param>
    /// <param name="norm">The LayerNorm.</param>
    /// <param name="sites">Its hook points.</param>
    public SegmentEmbedding(
        TensorParameter tokens, TensorParameter types, TensorParameter positions, LayerNormLayer norm, SegmentEmbeddingSites sites)
        : base("embed")
    {
        _tokens = tokens;
        _types = types;
        _positions = positions;
        _norm = norm;
        _sites = sites;
    }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        InputBatch batch = pass.Batch;
        int[] ids = new int[batch.Size * batch.Length];
        int[] types = new int[ids.Length];
        int[] positions = new int[ids.Length];
        for (int index = 0; index < ids.Length; index++)
        {
            (int example, int position) = Math.DivRem(index, batch.Length);
            ids[index] = batch.Examples[example].Tokens[position].Id;
            types[index] = batch.Examples[example].TokenTypes[position];
            positions[index] = position;
        }

        Tape tape = pass.Tape;
        int width = _tokens.Shape[1];
        Variable token = pass.At(_sites.Token, tape.Embed(TokenInfo, _tokens, ids, batch.Size, batch.Length, width));
        Variable type = pass.At(_sites.Type, tape.Embed(TypeInfo, _types, types, batch.Size, batch.Length, width));
        Variable place = pass.At(_sites.Position, tape.Embed(PositionInfo, _positions, positions, batch.Size, batch.Length, width));
        Variable sum = tape.Add(PositionAddInfo, tape.Add(TypeAddInfo, token, type), place);
        return _norm.Apply(tape, sum);
    }
}
