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
        if (batch.Length > _positions.Shape[0])
        {
            throw new LensInputException($"The batch has {batch.Length} positions; the model has {_positions.Shape[0]}. Encode the inputs with this model.");
        }

        for (int index = 0; index < ids.Length; index++)
        {
            (int example, int position) = Math.DivRem(index, batch.Length);
            ids[index] = Demand(batch.Examples[example], position, "token id", batch.Examples[example].Tokens[position].Id, _tokens);
            types[index] = Demand(batch.Examples[example], position, "token type", batch.Examples[example].TokenTypes[position], _types);
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

    private static int Demand(EncodedExample example, int position, string what, int entry, TensorParameter table) =>
        entry >= 0 && entry < table.Shape[0]
            ? entry
            : throw new LensInputException(
                $"Example {example.Index} has {what} {entry} at position {position}; the model has {table.Shape[0]}. Encode the inputs with this model.");
}
