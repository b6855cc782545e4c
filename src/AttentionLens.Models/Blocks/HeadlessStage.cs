using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>The end of a model without a head: hands the hidden states on, and pools where somebody asks.</summary>
public sealed class HeadlessStage : Stage
{
    private readonly PoolerLayer? _pooler;

    /// <summary>Creates the stage.</summary>
    /// <param name="pooler">The pooler, or null where the checkpoint has none.</param>
    public HeadlessStage(PoolerLayer? pooler)
        : base("head") => _pooler = pooler;

    /// <summary>What normalises the stream, or null.</summary>
    public FinalNorm? Norm { get; init; }

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        Variable stream = FinalNorm.Apply(Norm, pass, input!);
        if (_pooler is not null && _pooler.IsAsked(pass))
        {
            _pooler.Run(pass, stream);
        }

        return stream;
    }
}
