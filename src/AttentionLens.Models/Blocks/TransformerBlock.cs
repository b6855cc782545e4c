using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>A block: sublayers along a residual stream.</summary>
public sealed class TransformerBlock : Stage
{
    private readonly NormPlacement _placement;
    private readonly ImmutableArray<BlockPart> _parts;

    /// <summary>Creates a block.</summary>
    /// <param name="name">Its name, for instance <c>blocks.0</c> or <c>decoder.blocks.0</c>.</param>
    /// <param name="placement">Where it normalises.</param>
    /// <param name="before">The site <c>resid_pre</c>.</param>
    /// <param name="parts">Its sublayers, in order.</param>
    [SetsRequiredMembers]
    public TransformerBlock(string name, NormPlacement placement, int before, ImmutableArray<BlockPart> parts)
        : base(name)
    {
        FirstSite = before;
        _placement = placement;
        _parts = parts;
    }

    /// <summary>Its sublayers, in order.</summary>
    internal ImmutableArray<BlockPart> Parts => _parts;

    /// <summary>The sites at which a run can resume within the block, in forward order.</summary>
    internal IEnumerable<int> ResumeSites => _parts.SelectMany(part => part.Sublayer.ResumeSites.Append(part.After));

    /// <summary>The weights that were read for it.</summary>
    internal ImmutableArray<Parameter> Parameters { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<ModelWeight> NamedWeights => _parts.SelectMany(part => part.Sublayer.NamedWeights.Concat(part.Norm.NamedWeights));

    /// <inheritdoc/>
    public override Variable Run(Pass pass, Variable? input)
    {
        ResumedPoint? start = pass.Start is { } point && point.Site > FirstSite && point.Site <= _parts[^1].After ? point : null;
        Variable given = start is null ? pass.At(FirstSite, input!) : input!;
        int last = _parts[^1].After;
        if (pass.PassesBy(FirstSite, last))
        {
            return pass.At(last, given);
        }

        Variable stream = start?.Stream ?? given;
        foreach (BlockPart part in _parts.Where(part => start is null || part.After >= start.Site))
        {
            pass.Enter(given, stream);
            Variable next = start is null ? Step(pass, part, stream) : Resume(pass, part, stream, start);
            start = null;
            stream = pass.At(part.After, part.After == last ? pass.AfterSkips(last, given, next) : next);
        }

        return stream;
    }

    private Variable Resume(Pass pass, BlockPart part, Variable stream, ResumedPoint start)
    {
        if (start.Site == part.After)
        {
            return start.Value;
        }

        Variable sum = part.Sublayer.Resume(pass, start.Site, start.Value, stream);
        return _placement == NormPlacement.BeforeSublayer ? sum : Normalize(pass, part, stream, sum);
    }

    private Variable Step(Pass pass, BlockPart part, Variable stream)
    {
        if (_placement == NormPlacement.BeforeSublayer)
        {
            Variable normalized = part.Norm.Apply(pass.Tape, stream);
            Variable next = part.Sublayer.Run(pass, normalized, stream);
            normalized.Release();
            return next;
        }

        return Normalize(pass, part, stream, part.Sublayer.Run(pass, stream, stream));
    }

    private static Variable Normalize(Pass pass, BlockPart part, Variable stream, Variable sum)
    {
        Variable result = part.Norm.Apply(pass.Tape, sum);
        if (sum != stream)
        {
            sum.Release();
        }

        return result;
    }
}
