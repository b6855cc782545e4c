using System.Collections.Immutable;

namespace AttentionLens;

/// <summary>One input as the user gives it: a text, a pair of texts, token ids, or an image. Exactly one of <see cref="Text"/>,
/// <see cref="Ids"/>, <see cref="Image"/> and <see cref="Pixels"/> is set.</summary>
public sealed record LensInput
{
    /// <summary>The user's own name for the input, or null.</summary>
    public string? Id { get; init; }

    /// <summary>The text.</summary>
    public string? Text { get; init; }

    /// <summary>The second text of a pair.</summary>
    public string? TextPair { get; init; }

    /// <summary>Token ids, taken as they are; default where a text is given.</summary>
    public ImmutableArray<int> Ids { get; init; }

    /// <summary>For ids: which positions are attended to; default means all.</summary>
    public ImmutableArray<bool> AttentionMask { get; init; }

    /// <summary>For ids: the token type (segment) of each position; default means 0.</summary>
    public ImmutableArray<int> TokenTypes { get; init; }

    /// <summary>For an encoder-decoder: what the decoder reads, taken as it is; default means a target text or the start token alone.</summary>
    public ImmutableArray<int> DecoderIds { get; init; }

    /// <summary>For decoder ids: which of the decoder's positions are attended to; default means all.</summary>
    public ImmutableArray<bool> DecoderMask { get; init; }

    /// <summary>The text to be written. A decoder reads it one place later, behind its start token, and where no labels are given its tokens are the labels. A causal
    /// model reads it behind <see cref="Text"/> or <see cref="Ids"/>, and its tokens are the labels.</summary>
    public string? TargetText { get; init; }

    /// <summary>For a text with a target text: which of their words truly translate each other; default where that is not known.</summary>
    public ImmutableArray<WordLink> Alignment { get; init; }

    /// <summary>The path of an image file, which the model's preprocessing turns into pixels.</summary>
    public string? Image { get; init; }

    /// <summary>An image as the model takes it, with no preprocessing left to be done.</summary>
    public ImagePixels? Pixels { get; init; }

    /// <summary>The true class, for losses and metrics.</summary>
    public int? Label { get; init; }

    /// <summary>The true class of each position, the decoder's where there is one; -100 where there is none; default where there are none.</summary>
    public ImmutableArray<int> Labels { get; init; }

    /// <summary>The class whose logit is explained; null means the model's own prediction.</summary>
    public int? Target { get; init; }

    /// <summary>The class that <see cref="Target"/> is held against where a contrast of the two is explained, for instance the wrong form of a verb; null where there is none.</summary>
    public int? WrongTarget { get; init; }

    /// <summary>The position whose logits are explained, for models that give logits per position.</summary>
    public int? Position { get; init; }

    /// <summary>How many tokens at the end of <see cref="Ids"/>, or of <see cref="DecoderIds"/> where there are some, a model wrote itself.</summary>
    /// <value>0 by default.</value>
    public int Written { get; init; }

    /// <summary>The parts of <see cref="Text"/> that are known to decide, as [start, end) in UTF-16 units; default where nothing is known.</summary>
    public ImmutableArray<Range> Evidence { get; init; }

    /// <summary>The positions (for an image the patches, row by row) that are known to decide; default where nothing is known.</summary>
    public ImmutableArray<int> EvidencePositions { get; init; }
}
