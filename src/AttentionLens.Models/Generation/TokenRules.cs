using System.Collections.Immutable;

namespace AttentionLens.Models;

/// <summary>Which tokens may, must and end what is written behind one prompt.</summary>
internal sealed class TokenRules
{
    private readonly GenerationSettings _settings;
    private readonly bool _followsOneToken;

    /// <param name="settings">What the model's files say.</param>
    /// <param name="options">What the caller says.</param>
    /// <param name="read">How many tokens the prompt has.</param>
    /// <param name="positions">How many positions the model has; null for no bound.</param>
    public TokenRules(GenerationSettings settings, GenerationOptions options, int read, int? positions)
    {
        _settings = settings;
        _followsOneToken = read == 1;
        EndIds = options.EndIds.IsDefault ? settings.EndIds : options.EndIds;

        // The last token is written and not read, so it takes no position.
        MostTokens = (int)Math.Min(options.MostTokens, (long)(positions ?? int.MaxValue) - read + 1);
    }

    /// <summary>The most tokens that are written, at least 1.</summary>
    public int MostTokens { get; }

    /// <summary>The ids that end a text.</summary>
    public ImmutableArray<int> EndIds { get; }

    /// <summary>The ids that are never written, unless they are forced.</summary>
    public ImmutableArray<int> BannedIds => _settings.BannedIds;

    /// <summary>The id that has to come next; null where the model decides.</summary>
    /// <param name="written">How many tokens are written already.</param>
    public int? Forced(int written) =>
        written == MostTokens - 1 && _settings.ForcedLastId is { } last ? last
        : written == 0 && _followsOneToken ? _settings.ForcedFirstId
        : null;
}
