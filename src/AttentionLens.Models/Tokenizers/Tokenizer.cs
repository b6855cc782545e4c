namespace AttentionLens.Models.Tokenizers;

/// <summary>Turns text into the ids that a model was trained on, and remembers for every token which characters it stands for. Safe
/// for concurrent use.</summary>
/// <remarks>Ids are those of the Python reference implementation, whichever files the tokenizer was loaded from.</remarks>
public sealed class Tokenizer
{
    private readonly TokenizerParts _parts;
    private readonly TextEncoder _encoder;

    internal Tokenizer(TokenizerParts parts)
    {
        _parts = parts;
        _encoder = new TextEncoder(parts);
        PaddingId = RoleOf(parts.Special.Padding);
        UnknownId = RoleOf(parts.Special.Unknown);
        ClassificationId = RoleOf(parts.Special.Classification);
        SeparatorId = RoleOf(parts.Special.Separator);
        MaskId = RoleOf(parts.Special.Mask);
        BeginningId = RoleOf(parts.Special.Beginning);
        EndId = RoleOf(parts.Special.End);
        Target = parts.Target is { } target ? new Tokenizer(target) : this;
    }

    /// <summary>One more than the largest id.</summary>
    public int VocabularySize => _parts.Vocabulary.Size;

    /// <summary>The id of padding; null where the tokenizer has none.</summary>
    public int? PaddingId { get; }

    /// <summary>The id that stands for what the vocabulary lacks; null where the tokenizer has none.</summary>
    public int? UnknownId { get; }

    /// <summary>The id of the token that classifications are read from, <c>[CLS]</c>; null where the tokenizer has none.</summary>
    public int? ClassificationId { get; }

    /// <summary>The id of the token that ends a text, <c>[SEP]</c>; null where the tokenizer has none.</summary>
    public int? SeparatorId { get; }

    /// <summary>The id of the token to be guessed, <c>[MASK]</c>; null where the tokenizer has none.</summary>
    public int? MaskId { get; }

    /// <summary>The id that begins a sequence; null where the tokenizer has none.</summary>
    public int? BeginningId { get; }

    /// <summary>The id that ends a sequence; null where the tokenizer has none.</summary>
    public int? EndId { get; }

    /// <summary>The most tokens the model was made for, special tokens included; null where the files do not say.</summary>
    public int? ModelMaxLength => _parts.ModelMaxLength;

    /// <summary>The tokenizer of the texts that a decoder writes: itself, unless the folder has one for each side, as with Marian.</summary>
    public Tokenizer Target { get; }

    /// <summary>How the files ask for encodings to be cut.</summary>
    public TruncationSettings Truncation => _parts.Truncation;

    /// <summary>How the files ask for encodings to be filled up.</summary>
    public PaddingSettings Padding => _parts.Padding;

    /// <summary>Whether a folder holds the files of a tokenizer.</summary>
    /// <param name="folder">The folder of a model.</param>
    public static bool ExistsIn(string folder) => TokenizerFolder.HoldsTokenizer(folder);

    /// <summary>Loads the tokenizer of a model folder: <c>tokenizer.json</c>, else <c>vocab.txt</c>, else <c>vocab.json</c> with
    /// <c>merges.txt</c>, else <c>source.spm</c>, <c>target.spm</c> and <c>vocab.json</c>, else <c>spiece.model</c>, else
    /// <c>tokenizer.model</c>; roles and lengths come from <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> where they exist.</summary>
    /// <param name="folder">The folder of the model.</param>
    /// <exception cref="LensInputException">None of the files is there, or one of them cannot be used.</exception>
    public static Tokenizer Load(string folder) => new(TokenizerFolder.Read(folder));

    /// <summary>Encodes a text, or a pair of texts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pair">The second text of a pair; null for a single text.</param>
    /// <param name="options">How to encode; null for the defaults.</param>
    /// <exception cref="LensInputException">The options cannot be met, or the text is one that the tokenizer cannot spell.</exception>
    public Tokenization Encode(string text, string? pair = null, TokenizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= new TokenizeOptions();
        IReadOnlyList<TemplatePart> template = _parts.PostProcessor.For(pair is not null, options.AddSpecialTokens);
        List<LensToken>[] sequences = pair is null ? [_encoder.Encode(text)] : [_encoder.Encode(text), _encoder.Encode(pair)];
        bool truncated = options.MaxLength is { } maxLength
            && Shorten(sequences, maxLength - template.Sum(part => part.Ids.Count), options);
        TokenizationBuilder builder = new();
        int? last = null;
        foreach (TemplatePart part in template)
        {
            if (part.Sequence is { } sequence)
            {
                builder.Add(sequences[sequence], part.TypeId, sequence);
                last = sequences[sequence] is [.., LensToken token] ? token.Id : null;
            }
            else if (!part.IsOnce || last != part.Ids[0])
            {
                builder.Add(part.Ids.Select(Added), part.TypeId, TokenizationBuilder.NoSequence);
            }
        }

        if (options.PadToLength is { } length)
        {
            Pad(builder, length);
        }

        return builder.Build(truncated);
    }

    /// <summary>The token of an id, as the vocabulary spells it; null where no token has the id.</summary>
    public string? TokenText(int id) => _parts.Vocabulary.TryGetToken(id, out string? token) ? token : null;

    /// <summary>The id of a token; null where the vocabulary does not have it.</summary>
    public int? IdOf(string token) => _parts.Vocabulary.IdOf(token);

    /// <summary>Puts the text of tokens together again. What encoding dropped (case, accents, white space) does not come back.</summary>
    /// <param name="ids">The ids of the tokens.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <exception cref="LensInputException">No token has one of the ids.</exception>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens)
    {
        List<string> tokens = new(ids.Length);
        foreach (int id in ids)
        {
            string token = TokenText(id)
                ?? throw new LensInputException($"No token has the id {id}; the vocabulary ends at {VocabularySize - 1}.");
            if (!skipSpecialTokens || !_encoder.IsSpecial(id))
            {
                tokens.Add(token);
            }
        }

        return string.Concat(_parts.Decoder.Decode(tokens));
    }

    private int? RoleOf(string? token) => token is null ? null : _parts.Vocabulary.IdOf(token);

    private LensToken Added(int id) => new(id, TokenText(id) ?? string.Empty, 0..0, IsSpecial: true);

    private bool Shorten(List<LensToken>[] sequences, int room, TokenizeOptions options)
    {
        if (room < 0)
        {
            throw new LensInputException(
                $"{nameof(TokenizeOptions.MaxLength)} is {options.MaxLength}, less than the special tokens take; "
                + $"expected at least {options.MaxLength - room}.");
        }

        int? second = sequences.Length > 1 ? sequences[1].Count : null;
        (int keepFirst, int keepSecond) = Shortening.Keep(
            sequences[0].Count, second, room, options.Truncation ?? Truncation.Strategy);
        bool truncated = keepFirst < sequences[0].Count || keepSecond < second;
        Shortening.Cut(sequences[0], keepFirst, Truncation.Side);
        if (second is not null)
        {
            Shortening.Cut(sequences[1], keepSecond, Truncation.Side);
        }

        return truncated;
    }

    private void Pad(TokenizationBuilder builder, int length)
    {
        if (length is < 0 or > Vocabulary.IdLimit)
        {
            throw new LensInputException($"{nameof(TokenizeOptions.PadToLength)} is {length}; expected 0 to {Vocabulary.IdLimit}.");
        }

        if (length > builder.Count)
        {
            int id = PaddingId ?? throw new LensInputException(
                "The tokenizer has no padding token; name one as pad_token in tokenizer_config.json, or do not ask for padding.");
            builder.Pad(Added(id), length, Padding);
        }
    }
}
