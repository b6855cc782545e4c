using System.Diagnostics.CodeAnalysis;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The first stage of a stack that reads tokens: their embeddings, with types and positions where the family has them.</summary>
public sealed class TokenEmbedding : Stage
{
    private readonly TensorParameter _tokens;
    private readonly TokenEmbeddingSites _sites;
    private readonly Operations _operations;
    private readonly string _stack;

    /// <summary>Creates the stage.</summary>
    /// <param name="name">Its name: <c>embed</c>, <c>encoder.embed</c> or <c>decoder.embed</c>.</param>
    /// <param name="tokens">[vocabulary, width].</param>
    /// <param name="sites">Its hook points.</param>
    [SetsRequiredMembers]
    public TokenEmbedding(string name, TensorParameter tokens, TokenEmbeddingSites sites)
        : base(name)
    {
        FirstSite = sites.Token;
        _tokens = tokens;
        _sites = sites;
        _stack = name[..(name.LastIndexOf('.') + 1)];
        _operations = new Operations(_stack);
    }

    /// <summary>What token embeddings are multiplied with; the hook point <c>embed</c> holds the product.</summary>
    /// <value>1 by default.</value>
    public float Scale { get; init; } = 1;

    /// <summary>[type, width], or null for none.</summary>
    public TensorParameter? Types { get; init; }

    /// <summary>The positions, or null for none.</summary>
    public PositionSource? Positions { get; init; }

    /// <summary>What normalises the sum, or null for nothing.</summary>
    public NormLayer? Norm { get; init; }

    /// <summary>Whether this is where a decoder begins: what comes in is the encoder's output.</summary>
    public bool BeginsDecoder { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights =>
    [
        WeightViews.Table($"{_stack}embed.W_E", _tokens, null, Axis.Class, Axis.Width),
        .. Types is null ? [] : (IEnumerable<ModelWeight>)[WeightViews.Table($"{_stack}token_type_embed.W", Types, null, Axis.Class, Axis.Width)],
        .. Positions is PositionEmbedding learned ? [WeightViews.Table($"{_stack}pos_embed.W_pos", learned.Table, null, Axis.Position, Axis.Width)] : (IEnumerable<ModelWeight>)[],
        .. Norm?.NamedWeights ?? [],
    ];

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        if (BeginsDecoder)
        {
            pass.BeginDecoder(input);
        }

        Tape tape = pass.Tape;
        int batch = pass.Examples.Length;
        DemandRows(pass);
        ReadOnlySpan<int> shape = [batch, pass.Examples[0].Tokens.Length - pass.Offset, _tokens.Shape[1]];
        Variable sum = tape.Embed(_operations.Token, _tokens, Ids(pass), shape);
        sum = pass.At(_sites.Token, Scale == 1 ? sum : tape.Scale(_operations.Scale, sum, Scale));

        if (Types is not null)
        {
            int[] types = [.. pass.Examples.SelectMany(example => example.TokenTypes.Skip(pass.Offset))];
            sum = tape.Add(_operations.TypeAdd, sum, pass.At(_sites.Type, tape.Embed(_operations.Type, Types, types, shape)));
        }

        if (Positions is not null)
        {
            sum = tape.Add(_operations.PositionAdd, sum, pass.At(_sites.Position, Positions.Embed(pass, _operations.Position, shape)));
        }

        return Norm is null ? sum : Norm.Apply(tape, sum);
    }

    // A batch may come from another model's inputs.
    private void DemandRows(Pass pass)
    {
        foreach (EncodedExample example in pass.Examples)
        {
            for (int place = pass.Offset; place < example.Tokens.Length; place++)
            {
                Demand(example, place, "token id", example.Tokens[place].Id, _tokens);
                if (Types is not null)
                {
                    Demand(example, place, "token type", example.TokenTypes[place], Types);
                }
            }
        }
    }

    private static void Demand(EncodedExample example, int place, string what, int entry, TensorParameter table)
    {
        if (entry < 0 || entry >= table.Shape[0])
        {
            throw new LensInputException(
                $"Example {example.Index} has {what} {entry} at position {place}; the model has {table.Shape[0]}. Encode the inputs with this model.");
        }
    }

    private static int[] Ids(Pass pass) => [.. pass.Examples.SelectMany(example => example.Tokens.Skip(pass.Offset).Select(token => token.Id))];

    private sealed class Operations(string stack)
    {
        public OperationInfo Token { get; } = new(OperationKind.Embedding, $"{stack}embed");

        public OperationInfo Scale { get; } = new(OperationKind.Scale, $"{stack}embed.scale");

        public OperationInfo Type { get; } = new(OperationKind.Embedding, $"{stack}token_type_embed");

        public OperationInfo Position { get; } = new(OperationKind.Embedding, $"{stack}pos_embed");

        public OperationInfo TypeAdd { get; } = new(OperationKind.Add, $"{stack}embed.type_sum");

        public OperationInfo PositionAdd { get; } = new(OperationKind.Add, $"{stack}embed.sum");
    }
}
