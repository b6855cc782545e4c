using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>What a model's files say about which tokens it writes: <c>generation_config.json</c>, and <c>config.json</c> for what that leaves out.
/// How it writes (beams, temperature, lengths) is never taken from a file.</summary>
public sealed record GenerationSettings
{
    /// <summary>The ids that end a text, <c>eos_token_id</c>. Ids that the vocabulary does not have are left out, for no model writes them.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<int> EndIds { get; init; } = [];

    /// <summary>The id that a decoder reads first where <c>generation_config.json</c> names one, <c>decoder_start_token_id</c>.</summary>
    /// <value>null by default: what the model's input processor begins with.</value>
    public int? StartId { get; init; }

    /// <summary>The id that is written behind a single first token, whatever its probability, <c>forced_bos_token_id</c>.</summary>
    /// <value>null by default: none.</value>
    public int? ForcedFirstId { get; init; }

    /// <summary>The id that is written as the last token there is room for, whatever its probability, <c>forced_eos_token_id</c>.</summary>
    /// <value>null by default: none.</value>
    public int? ForcedLastId { get; init; }

    /// <summary>Ids that are never written: <c>suppress_tokens</c>, and the entries of <c>bad_words_ids</c> that are one token long.</summary>
    /// <value>None by default.</value>
    public ImmutableArray<int> BannedIds { get; init; } = [];
}
