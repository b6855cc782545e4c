using System.Collections.Immutable;
using AttentionLens.Models.Checkpoints;
using AttentionLens.Models.Tokenizers;
using AttentionLens.Numerics;

namespace AttentionLens.Models;

/// <summary>Turns texts and ids into batches. The tokenizer is read when it is first needed: ids need none.</summary>
public sealed class TextInputProcessor : InputProcessor, ITextInputs
{
    private readonly string _folderName;
    private readonly TextInputSettings _settings;
    private readonly Lazy<Tokenizer?> _tokenizer;
    private readonly string _side;

    /// <summary>Creates a processor.</summary>
    /// <param name="folder">The model's folder, which may hold a tokenizer.</param>
    /// <param name="settings">What the model takes.</param>
    public TextInputProcessor(ModelFolder folder, TextInputSettings settings)
    {
        _folderName = folder.Name;
        _settings = settings;
        _tokenizer = new Lazy<Tokenizer?>(() => Tokenizer.ExistsIn(folder.Path) ? Tokenizer.Load(folder.Path) : null);
        _side = string.Empty;
    }

    private TextInputProcessor(TextInputProcessor encoder)
    {
        _folderName = encoder._folderName;
        _settings = encoder._settings;
        _tokenizer = new Lazy<Tokenizer?>(() => encoder._tokenizer.Value?.Target);
        _side = ", decoder side,";
    }

    /// <inheritdoc/>
    public override int? MaxLength => _settings.MaxPositions;

    /// <inheritdoc/>
    public override int? PadId => _settings.PaddingId;

    /// <inheritdoc/>
    public override int? MaskId => _tokenizer.Value?.MaskId is { } id && id < _settings.VocabularySize ? id : null;

    /// <inheritdoc/>
    public override string? TextOf(int id)
    {
        if (_tokenizer.Value is not { } tokenizer || tokenizer.TokenText(id) is not { } spelled)
        {
            return null;
        }

        string text = tokenizer.Decode([id], skipSpecialTokens: false).Trim();
        return text.Length == 0 ? spelled : text;
    }

    /// <inheritdoc/>
    public override EncodedExample Encode(long index, LensInput input, EncodeOptions options)
    {
        if (input.Image is not null || input.Pixels is not null)
        {
            throw Refuse(index, input, "is an image", "a text or ids, which is what the model reads");
        }

        bool hasIds = !input.Ids.IsDefault;
        if (hasIds == (input.Text is not null))
        {
            throw Refuse(index, input, hasIds ? "has both a text and ids" : "has neither a text nor ids", "one of them");
        }

        if (hasIds ? input.TextPair is not null : !input.AttentionMask.IsDefault || !input.TokenTypes.IsDefault)
        {
            throw hasIds
                ? Refuse(index, input, "has ids and a second text", "a second text only beside a text")
                : Refuse(index, input, "has a text with a mask or token types", "those only beside ids: the tokenizer gives them for a text");
        }

        if (input.TargetText is not null && _settings.ContinuesText)
        {
            return Encode(index, Continued(index, input, options), options);
        }

        if (!input.DecoderIds.IsDefault || !input.DecoderMask.IsDefault || input.TargetText is not null)
        {
            throw Refuse(index, input, "has something for a decoder", "a text or ids alone: the model has one stack");
        }

        EncodedExample example = hasIds ? FromIds(index, input, options) : FromText(index, input, options);
        if (example.Tokens.IsEmpty || example.Length == 0)
        {
            throw Refuse(index, input, example.Tokens.IsEmpty ? "has no tokens" : "has a mask that hides every token", "at least one");
        }

        if (example.Tokens.Length > _settings.MaxPositions)
        {
            throw Refuse(
                index, input, $"has {example.Tokens.Length} tokens", $"at most {_settings.MaxPositions}, the model's positions; shorten it or allow truncation");
        }

        if (!input.Labels.IsDefault && input.Labels.Length != example.Tokens.Length)
        {
            throw Refuse(index, input, $"has {input.Labels.Length} labels for {example.Tokens.Length} tokens", "one for each token, -100 where there is none");
        }

        return example;
    }

    /// <inheritdoc/>
    public override InputBatch Collate(IReadOnlyList<EncodedExample> examples)
    {
        if (examples.Count == 0)
        {
            throw new LensInputException("A batch of no examples was asked for; give at least one.");
        }

        int length = examples.Max(example => example.Tokens.Length);
        return new InputBatch([.. examples.Select(example => Padded(example, length))]);
    }

    Tokenizer? ITextInputs.Tokenizer => _tokenizer.Value;

    /// <summary>A token that no text stands behind.</summary>
    internal LensToken TokenOf(int id) => new(id, _tokenizer.Value?.TokenText(id) ?? $"#{id}", 0..0, IsSpecial(id));

    /// <summary>What encodes the decoder's side of the same inputs.</summary>
    internal TextInputProcessor ForDecoder() => new(this);

    /// <summary>The example with padding on the right, up to a length.</summary>
    internal EncodedExample Padded(EncodedExample example, int length)
    {
        int missing = length - example.Tokens.Length;
        if (missing == 0)
        {
            return example;
        }

        LensToken padding = new(_settings.PaddingId, _tokenizer.Value?.TokenText(_settings.PaddingId) ?? "[PAD]", 0..0, true);
        return new EncodedExample(
            example.Index,
            example.Input,
            example.Tokens.AddRange(Enumerable.Repeat(padding, missing)),
            example.TokenTypes.AddRange(new int[missing]),
            example.Mask.AddRange(new bool[missing]));
    }

    private EncodedExample FromText(long index, LensInput input, EncodeOptions options)
    {
        Tokenizer tokenizer = _tokenizer.Value
            ?? throw new LensInputException($"Model folder '{_folderName}' holds no tokenizer, so it takes no text; give token ids, or add its tokenizer's files, for instance tokenizer.json.");
        Tokenization tokenization = tokenizer.Encode(input.Text!, input.TextPair, new TokenizeOptions
        {
            AddSpecialTokens = options.AddSpecialTokens,
            MaxLength = options.Truncate ? _settings.MaxPositions : null,
        });
        foreach (LensToken token in tokenization.Tokens)
        {
            DemandVocabulary(index, input, token.Id);
        }

        ImmutableArray<int> types = _settings.TokenTypes > 1 ? tokenization.TypeIds : [.. tokenization.TypeIds.Select(_ => 0)];
        DemandTypes(index, input, types);
        return new EncodedExample(index, input, tokenization.Tokens, types, [.. tokenization.AttentionMask.Select(seen => seen != 0)]);
    }

    // One input of all that is read, with what is to be written as its labels.
    private LensInput Continued(long index, LensInput input, EncodeOptions options)
    {
        if (input.TextPair is not null || !input.Labels.IsDefault)
        {
            throw Refuse(index, input, input.TextPair is null ? "has a target text and labels" : "has a target text and a second text", "one of them");
        }

        LensInput whole = input with { TargetText = null };
        if (input.Text is { } text)
        {
            whole = whole with { Text = text + input.TargetText };
            return whole with { Labels = [.. FromText(index, whole, options).Tokens.Select(token => token.Source.End.Value > text.Length ? token.Id : CrossEntropyKernel.IgnoredLabel)] };
        }

        ImmutableArray<LensToken> written = FromText(index, new LensInput { Id = input.Id, Text = input.TargetText }, options with { AddSpecialTokens = false }).Tokens;
        return whole with
        {
            Ids = [.. input.Ids, .. written.Select(token => token.Id)],
            AttentionMask = input.AttentionMask.IsDefault ? default : [.. input.AttentionMask, .. written.Select(_ => true)],
            TokenTypes = input.TokenTypes.IsDefault ? default : [.. input.TokenTypes, .. written.Select(_ => 0)],
            Labels = [.. input.Ids.Select(_ => CrossEntropyKernel.IgnoredLabel), .. written.Select(token => token.Id)],
        };
    }

    private EncodedExample FromIds(long index, LensInput input, EncodeOptions options)
    {
        int given = input.Ids.Length;
        int length = options.Truncate ? Math.Min(given, _settings.MaxPositions) : given;
        DemandLength(index, input, input.AttentionMask.IsDefault ? given : input.AttentionMask.Length, "mask entries");
        DemandLength(index, input, input.TokenTypes.IsDefault ? given : input.TokenTypes.Length, "token types");
        ImmutableArray<LensToken>.Builder tokens = ImmutableArray.CreateBuilder<LensToken>(length);
        foreach (int id in input.Ids.AsSpan(0, length))
        {
            DemandVocabulary(index, input, id);
            tokens.Add(TokenOf(id));
        }

        MarkFrame(tokens, input.AttentionMask);
        DemandTypes(index, input, input.TokenTypes.IsDefault ? [] : input.TokenTypes);
        return new EncodedExample(
            index,
            input,
            tokens.DrainToImmutable(),
            input.TokenTypes.IsDefault ? [.. new int[length]] : [.. input.TokenTypes.AsSpan(0, length)],
            input.AttentionMask.IsDefault ? [.. Enumerable.Repeat(true, length)] : [.. input.AttentionMask.AsSpan(0, length)]);
    }

    private void MarkFrame(ImmutableArray<LensToken>.Builder tokens, ImmutableArray<bool> mask)
    {
        int first = mask.IsDefault ? 0 : mask.IndexOf(true);
        if (!_settings.IsFramed || _tokenizer.Value is not null || first < 0 || first >= tokens.Count)
        {
            return;
        }

        int last = mask.IsDefault ? tokens.Count - 1 : mask.LastIndexOf(true, tokens.Count - 1);
        (int opening, int closing) = (tokens[first].Id, tokens[last].Id);
        for (int place = 0; place < tokens.Count; place++)
        {
            LensToken token = tokens[place];
            tokens[place] = token with { IsSpecial = token.Id == opening || token.Id == closing || token.Id == _settings.PaddingId };
        }
    }

    private bool IsSpecial(int id) => _tokenizer.Value is { } tokenizer
        && (id == tokenizer.PaddingId || id == tokenizer.ClassificationId || id == tokenizer.SeparatorId || id == tokenizer.MaskId
            || id == tokenizer.BeginningId || id == tokenizer.EndId || id == tokenizer.UnknownId);

    private void DemandVocabulary(long index, LensInput input, int id)
    {
        if (id < 0 || id >= _settings.VocabularySize)
        {
            throw Refuse(index, input, $"has token id {id}", $"ids from 0 to {_settings.VocabularySize - 1}, the model's vocabulary");
        }
    }

    private void DemandTypes(long index, LensInput input, ImmutableArray<int> types)
    {
        foreach (int type in types)
        {
            if (type < 0 || type >= _settings.TokenTypes)
            {
                throw Refuse(index, input, $"has token type {type}", $"types from 0 to {_settings.TokenTypes - 1}");
            }
        }
    }

    private void DemandLength(long index, LensInput input, int found, string what)
    {
        if (found != input.Ids.Length)
        {
            throw Refuse(index, input, $"has {found} {what} for {input.Ids.Length} ids", "one for each id");
        }
    }

    /// <summary>The error for an input that cannot be used.</summary>
    internal LensInputException Refuse(long index, LensInput input, string found, string expected) =>
        new($"Input {(input.Id is { } id ? Quoted.Of(id) : $"{index}")}{_side} {found}; expected {expected}.");
}
