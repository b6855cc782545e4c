using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a model takes as images.</summary>
public sealed record ImageInputSettings
{
    /// <summary>The number of colour channels.</summary>
    public required int Channels { get; init; }

    /// <summary>The side of a patch, in pixels.</summary>
    public required int PatchSide { get; init; }

    /// <summary>The names of the positions before the patches, for instance <c>[CLS]</c>.</summary>
    public required ImmutableArray<string> Leading { get; init; }
}
